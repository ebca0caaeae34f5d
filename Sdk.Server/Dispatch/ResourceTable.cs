namespace Virtwire.Sdk.Server;

/// <summary>The methods and events of one resource as a server dispatches them. Emitted, one a resource.</summary>
public sealed class ResourceTable
{
    /// <summary>Makes the table.</summary>
    /// <param name="api">The namespace that the resource belongs to.</param>
    /// <param name="resource">The resource's name on the wire.</param>
    /// <param name="driverType">The emitted base class, which declares a virtual method for each method of the resource.</param>
    /// <param name="methods">The methods.</param>
    /// <param name="events">The events.</param>
    public ResourceTable(
        ApiDescription api,
        string resource,
        Type driverType,
        IReadOnlyList<ServerMethod> methods,
        IReadOnlyList<EventDescriptor> events)
    {
        Api = api;
        Resource = resource;
        DriverType = driverType;
        Methods = methods;
        Events = events;
    }

    /// <summary>The namespace that the resource belongs to.</summary>
    public ApiDescription Api { get; }

    /// <summary>The resource's name on the wire: <c>Domain</c>.</summary>
    public string Resource { get; }

    /// <summary>The emitted base class.</summary>
    public Type DriverType { get; }

    /// <summary>The methods.</summary>
    public IReadOnlyList<ServerMethod> Methods { get; }

    /// <summary>The events.</summary>
    public IReadOnlyList<EventDescriptor> Events { get; }
}
