namespace Virtwire.Sdk;

/// <summary>A namespace of the schema as this program was built with it.</summary>
public sealed class ApiDescription
{
    /// <summary>The namespace: <c>host</c>.</summary>
    public required string Namespace { get; init; }

    /// <summary>The namespace's version.</summary>
    public required ApiVersion Version { get; init; }

    /// <summary>The schema in its canonical form, UTF-8.</summary>
    public required ReadOnlyMemory<byte> CanonicalSchema { get; init; }

    /// <summary>The hash of all that matters on the wire: <c>sha256:…</c>. Words do not count.</summary>
    public required string WireHash { get; init; }

    /// <summary>The namespaces whose names it uses.</summary>
    public IReadOnlyList<ApiDescription> Imports { get; init; } = [];

    /// <summary>The methods, by ordinal name.</summary>
    public IReadOnlyList<MethodDescriptor> Methods { get; init; } = [];

    /// <summary>The events, by ordinal name.</summary>
    public IReadOnlyList<EventDescriptor> Events { get; init; } = [];

    /// <summary>The errors, by ordinal name.</summary>
    public IReadOnlyList<ErrorDescriptor> Errors { get; init; } = [];

    /// <inheritdoc/>
    public override string ToString() => $"{Namespace} {Version}";
}
