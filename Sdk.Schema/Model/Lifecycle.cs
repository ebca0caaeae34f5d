namespace Virtwire.Sdk.Schema.Model;

/// <summary>What every element carries: its words and its life.</summary>
public sealed record Lifecycle
{
    /// <summary>What the element is, in a sentence or more; null when the document says nothing.</summary>
    public string? Doc { get; init; }

    /// <summary>The first version that has it. Null in a document where it is inherited; never null once linked.</summary>
    public SchemaVersion? Since { get; init; }

    /// <summary>Since when it should not be used, and what instead.</summary>
    public Deprecation? Deprecated { get; init; }

    /// <summary>Names it had before.</summary>
    public EquatableArray<Rename> Was { get; init; }

    /// <summary>Preview elements are exempt from the compatibility promise.</summary>
    public bool Preview { get; init; }

    /// <summary>The features a session must have agreed on to see it.</summary>
    public EquatableArray<string> Features { get; init; }
}

/// <summary>A deprecation: since when, what to use instead (a name), and the first version that may lack the element.</summary>
public sealed record Deprecation(SchemaVersion Since, string? Use, SchemaVersion? RemoveNotBefore);

/// <summary>An earlier name, and the first version that no longer writes it.</summary>
public sealed record Rename(string Name, SchemaVersion Until);
