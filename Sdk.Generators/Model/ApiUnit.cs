using Virtwire.Sdk.Schema.Model;

namespace Virtwire.Sdk.Generators.Model;

/// <summary>The description of a namespace: descriptors of its methods, events and errors, and the canonical schema.</summary>
internal sealed record ApiUnit : EmissionUnit
{
    public required string TypeName { get; init; }

    public required string SchemaNamespace { get; init; }

    public required SchemaVersion Version { get; init; }

    public required string CanonicalSchema { get; init; }

    public required string WireHash { get; init; }

    /// <summary>The C# expressions of the descriptions of what it imports.</summary>
    public required EquatableArray<string> Imports { get; init; }

    public required EquatableArray<ApiResource> Resources { get; init; }

    /// <summary>The name of the class that makes exceptions of errors.</summary>
    public required string ErrorsType { get; init; }

    /// <summary>The C# expressions of what does so for the imported namespaces.</summary>
    public required EquatableArray<string> ImportedErrors { get; init; }

    public required EquatableArray<ApiError> Errors { get; init; }
}

/// <summary>A resource in a description.</summary>
internal sealed record ApiResource(string Name, DocText Doc, EquatableArray<ApiMethod> Methods, EquatableArray<ApiEvent> Events);

/// <summary>A method in a description.</summary>
internal sealed record ApiMethod
{
    /// <summary>The name of the property.</summary>
    public required string Property { get; init; }

    /// <summary>The name on the wire: <c>Domain.getInfo</c>.</summary>
    public required string WireName { get; init; }

    public required DocText Doc { get; init; }

    public required SchemaVersion Since { get; init; }

    public required MethodAccess Access { get; init; }

    public bool IsStatic { get; init; }

    public bool Idempotent { get; init; }

    public bool Destructive { get; init; }

    public bool IgnoresUnknownParams { get; init; }

    public int? MaxPage { get; init; }

    public bool StartsTask { get; init; }

    public bool CancelsTask { get; init; }

    public StreamDirection Stream { get; init; }

    public EquatableArray<string> Positional { get; init; }

    public EquatableArray<string> EarlierNames { get; init; }

    public EquatableArray<string> Features { get; init; }

    public bool Preview { get; init; }
}

/// <summary>An event in a description.</summary>
internal sealed record ApiEvent
{
    /// <summary>The name of the property.</summary>
    public required string Property { get; init; }

    /// <summary>The name on the wire: <c>Domain.stateChanged</c>.</summary>
    public required string WireName { get; init; }

    public required string ReferenceType { get; init; }

    public required string DataType { get; init; }

    public required DocText Doc { get; init; }

    public required SchemaVersion Since { get; init; }

    public required EventDelivery Delivery { get; init; }

    public EquatableArray<string> EarlierNames { get; init; }

    public EquatableArray<string> Features { get; init; }

    public bool Preview { get; init; }
}

/// <summary>An error in a description.</summary>
/// <param name="ExceptionType">The C# class.</param>
/// <param name="Names">The name on the wire, and those that it had before.</param>
/// <param name="Code">The number on the wire.</param>
internal sealed record ApiError(string ExceptionType, EquatableArray<string> Names, int Code);
