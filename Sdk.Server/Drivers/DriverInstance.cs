using Virtwire.Sdk.Server.Events;
using Virtwire.Sdk.Server.Tasks;

namespace Virtwire.Sdk.Server.Drivers;

/// <summary>A driver that a server serves: its resources, those of the server itself among them, its events and its tasks.</summary>
internal sealed class DriverInstance
{
    private readonly Dictionary<string, BoundMethod> _methods = new(StringComparer.Ordinal);

    /// <summary>Binds the resources to their tables.</summary>
    /// <exception cref="InvalidOperationException">Two resources have one name.</exception>
    internal DriverInstance(string uri, EventHub events, TaskTable tasks, IReadOnlyList<ResourceDriver> resources)
    {
        Uri = uri;
        Events = events;
        Tasks = tasks;
        Resources = resources;
        var owners = new Dictionary<string, ResourceDriver>(StringComparer.Ordinal);
        foreach (var driver in resources)
        {
            if (!owners.TryAdd(driver.Table.Resource, driver))
                throw Clash(uri, driver, owners[driver.Table.Resource]);
            var overrides = OverrideReader.Read(driver);
            foreach (var method in driver.Table.Methods)
                _methods.Add(method.Descriptor.Name, new BoundMethod(Gated(method, driver), driver, overrides.Contains(method.Member)));
        }
    }

    /// <summary>The URI by which connections ask for it.</summary>
    internal string Uri { get; }

    /// <summary>Its events.</summary>
    internal EventHub Events { get; }

    /// <summary>Its tasks.</summary>
    internal TaskTable Tasks { get; }

    /// <summary>Its resources.</summary>
    internal IReadOnlyList<ResourceDriver> Resources { get; }

    /// <summary>Its methods, by name; those that it does not override among them.</summary>
    internal IReadOnlyDictionary<string, BoundMethod> Methods => _methods;

    /// <summary>Whether it has an event of that resource.</summary>
    internal bool HasResource(string name) => Resources.Any(r => r.Table.Resource == name);

    private static ServerMethod Gated(ServerMethod method, ResourceDriver driver) =>
        driver.Gate is { } gate && gate.Guards(method.Descriptor) ? method.Behind(gate) : method;

    private static InvalidOperationException Clash(string uri, ResourceDriver added, ResourceDriver first) => new(
        $"The driver '{uri}' has the resource '{added.Table.Resource}' twice: from {first.GetType()} ({first.Table.Api.Namespace}) "
        + $"and from {added.GetType()} ({added.Table.Api.Namespace}). A resource's name must be the only one in its driver.");
}

/// <summary>A method and the driver that serves it.</summary>
/// <param name="Method">The method.</param>
/// <param name="Driver">The driver.</param>
/// <param name="Supported">Whether the driver overrides it.</param>
internal sealed record BoundMethod(ServerMethod Method, ResourceDriver Driver, bool Supported);
