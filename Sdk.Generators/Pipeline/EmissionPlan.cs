using Virtwire.Sdk.Generators.Model;
using Virtwire.Sdk.Schema.Diagnostics;
using Virtwire.Sdk.Schema.Model;

namespace Virtwire.Sdk.Generators.Pipeline;

/// <summary>All that is to be emitted, and what stood in the way.</summary>
internal sealed record EmissionPlan(EquatableArray<EmissionUnit> Units, EquatableArray<SchemaDiagnostic> Diagnostics)
{
    public static EmissionPlan Empty { get; } = new(default, default);
}
