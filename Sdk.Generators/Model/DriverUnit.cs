using Virtwire.Sdk.Schema.Model;

namespace Virtwire.Sdk.Generators.Model;

/// <summary>The base class that a driver of a resource derives from, and its dispatch table.</summary>
internal sealed record DriverUnit : EmissionUnit
{
    public required string TypeName { get; init; }

    /// <summary>The name of the resource on the wire.</summary>
    public required string Resource { get; init; }

    public required DocText Doc { get; init; }

    /// <summary>The C# expression of the namespace's description.</summary>
    public required string Description { get; init; }

    public required string ReferenceType { get; init; }

    public required EquatableArray<MethodPlan> Methods { get; init; }

    /// <summary>The C# expressions of the events' descriptors.</summary>
    public required EquatableArray<string> Events { get; init; }
}
