using Virtwire.Sdk.Schema.Model;

namespace Virtwire.Sdk.Generators.Model;

/// <summary>A constrained alias: a codec that checks what its target's codec reads. An alias without constraints emits nothing.</summary>
internal sealed record AliasUnit : EmissionUnit
{
    public required string CodecName { get; init; }

    public required DocText Doc { get; init; }

    public required CSharpType Target { get; init; }

    public required EquatableArray<CheckModel> Checks { get; init; }
}
