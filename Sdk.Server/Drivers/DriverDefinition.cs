namespace Virtwire.Sdk.Server;

/// <summary>A kind of driver: the URI scheme by which connections ask for it, and how one is made.</summary>
public sealed class DriverDefinition
{
    /// <summary>Defines a driver.</summary>
    /// <param name="scheme">The scheme of its connection URIs: <c>qemu</c>.</param>
    /// <param name="factory">Makes the resources of one driver. Called once for each URI that the server serves.</param>
    public DriverDefinition(string scheme, Func<DriverContext, IReadOnlyList<ResourceDriver>> factory)
    {
        ArgumentException.ThrowIfNullOrEmpty(scheme);
        ArgumentNullException.ThrowIfNull(factory);
        Scheme = scheme;
        Factory = factory;
    }

    /// <summary>The scheme of its connection URIs.</summary>
    public string Scheme { get; }

    /// <summary>The names of the parameters that its URIs may have; a URI with any other is refused.</summary>
    public IReadOnlyList<string> Parameters { get; init; } = [];

    /// <summary>Makes the resources of one driver.</summary>
    public Func<DriverContext, IReadOnlyList<ResourceDriver>> Factory { get; }
}
