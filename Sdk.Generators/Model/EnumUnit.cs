using Virtwire.Sdk.Schema.Model;

namespace Virtwire.Sdk.Generators.Model;

/// <summary>An enum, open (a struct over the wire's text) or closed (a native enum and its codec).</summary>
internal sealed record EnumUnit : EmissionUnit
{
    public required string TypeName { get; init; }

    public required DocText Doc { get; init; }

    public required bool Open { get; init; }

    /// <summary>The C# name of the value that unknown text is treated as; null for none.</summary>
    public string? Fallback { get; init; }

    public required EquatableArray<EnumMemberModel> Members { get; init; }
}

/// <summary>A value of an enum.</summary>
internal sealed record EnumMemberModel(string WireName, string Name, int Number, EquatableArray<string> Was, DocText Doc);
