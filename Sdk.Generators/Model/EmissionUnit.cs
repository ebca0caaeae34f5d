namespace Virtwire.Sdk.Generators.Model;

/// <summary>
/// One file to emit. All that an emitter prints is decided here; a unit holds text and numbers only and is equal to another by value,
/// so that an edit which changes nothing of it re-emits nothing.
/// </summary>
internal abstract record EmissionUnit
{
    /// <summary>The name of the emitted file: <c>host/DomainInfo.g.cs</c>.</summary>
    public required string HintName { get; init; }

    /// <summary>The C# namespace of what is emitted.</summary>
    public required string Namespace { get; init; }

    /// <summary>The file name of the schema document, for the header.</summary>
    public required string SchemaFile { get; init; }

    /// <summary>Whether there is nothing to emit.</summary>
    public virtual bool IsEmpty => false;
}

/// <summary>The words of an element as its XML docs carry them: plain text, not yet escaped.</summary>
/// <param name="Summary">What it is.</param>
/// <param name="Remarks">Since when, unit, access: facts in short sentences.</param>
/// <param name="Obsolete">The message of <c>[Obsolete]</c>; null when it may be used.</param>
internal sealed record DocText(string Summary, string? Remarks = null, string? Obsolete = null)
{
    /// <summary>
    /// The same words for those who serve the element: a deprecation is told and no warning, because a server must go on serving it.
    /// </summary>
    public DocText ForServers => Obsolete is null ? this : new(Summary, Remarks is null ? Obsolete : Obsolete + " " + Remarks);
}
