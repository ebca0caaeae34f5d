using Virtwire.Sdk.Schema.Model;
using Virtwire.Sdk.Server.Discovery;
using Virtwire.Sdk.Server.Events;

namespace Virtwire.Sdk.Server.Drivers;

/// <summary>The drivers of a server, and all methods and events that it knows. Immutable once made.</summary>
internal sealed class DriverRegistry : IAsyncDisposable
{
    private readonly Dictionary<string, DriverInstance> _byUri = new(StringComparer.Ordinal);
    private readonly Lazy<LinkedSchema> _schema;
    private readonly Dictionary<int, int> _httpStatus = [];
    private readonly HashSet<string> _resources = new(StringComparer.Ordinal);
    private readonly HashSet<string> _events = new(StringComparer.Ordinal);

    /// <summary>Gathers what the drivers have.</summary>
    /// <param name="drivers">The drivers.</param>
    /// <param name="surface">The API that every session may ask for, whether its driver has any of it or not.</param>
    /// <exception cref="InvalidOperationException">Two drivers have one URI.</exception>
    internal DriverRegistry(IReadOnlyList<DriverInstance> drivers, ApiDescription surface)
    {
        Drivers = drivers;
        foreach (var driver in drivers)
        {
            if (!_byUri.TryAdd(driver.Uri, driver))
                throw new InvalidOperationException($"The driver '{driver.Uri}' was added twice.");
        }

        Apis = AllApis(drivers.SelectMany(d => d.Resources).Select(r => r.Table.Api).Append(surface));
        Methods = [.. Apis.SelectMany(a => a.Methods).DistinctBy(m => m.Name).OrderBy(m => m.Name, StringComparer.Ordinal)];
        Features = [.. Apis.SelectMany(a => a.Methods.SelectMany(m => m.Features).Concat(a.Events.SelectMany(e => e.Features))).Distinct().Order(StringComparer.Ordinal)];
        foreach (var error in Apis.SelectMany(a => a.Errors).Concat(BuiltInErrors.All))
            _httpStatus.TryAdd(error.Code, error.Http);
        SchemaHash = Server.Drivers.SchemaHash.Of(Apis);
        _schema = new Lazy<LinkedSchema>(() => LinkedApis.Link(Apis));
        Served = [.. drivers.Select(Describe)];
        _resources.UnionWith(Apis.SelectMany(a => a.Methods.Select(m => m.Resource).Concat(a.Events.SelectMany(EventFilter.ResourcesOf))));
        _events.UnionWith(Apis.SelectMany(a => a.Events).SelectMany(EventFilter.NamesOf));
    }

    /// <summary>The drivers, in the order in which they were added.</summary>
    internal IReadOnlyList<DriverInstance> Drivers { get; }

    /// <summary>The namespaces of the surface, of all resources and of what they import, by ordinal name.</summary>
    internal IReadOnlyList<ApiDescription> Apis { get; }

    /// <summary>Every method of those namespaces, by ordinal name.</summary>
    internal IReadOnlyList<MethodDescriptor> Methods { get; }

    /// <summary>The features that any of their methods and events needs, by ordinal name.</summary>
    internal IReadOnlyList<string> Features { get; }

    /// <summary>The drivers as others may see them.</summary>
    internal IReadOnlyList<ServedDriver> Served { get; }

    /// <summary>One hash of those namespaces.</summary>
    internal string SchemaHash { get; }

    /// <summary>The schema of those namespaces; read when it is first asked for.</summary>
    internal LinkedSchema Schema => _schema.Value;

    /// <summary>The driver of that URI; null for none.</summary>
    internal DriverInstance? Find(string uri) => _byUri.GetValueOrDefault(DriverUri.Normalize(uri));

    /// <summary>The HTTP status that goes with an error's code, as its schema says.</summary>
    internal int HttpStatusOf(int code) => _httpStatus.GetValueOrDefault(code, BuiltInErrors.InternalError.Http);

    /// <summary>Whether any namespace has a resource of that name.</summary>
    internal bool KnowsResource(string name) => _resources.Contains(name);

    /// <summary>Whether any namespace has an event of that name, with or without its resource.</summary>
    internal bool KnowsEvent(string name) => _events.Contains(name);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var resource in Drivers.SelectMany(d => d.Resources).Distinct())
        {
            if (resource is IAsyncDisposable asynchronous)
                await asynchronous.DisposeAsync().ConfigureAwait(false);
            else
                (resource as IDisposable)?.Dispose();
        }
    }

    private ServedDriver Describe(DriverInstance driver) => new(
        driver.Uri,
        [.. driver.Resources.Select(r => r.Table.Resource).Order(StringComparer.Ordinal)],
        [.. Methods.Select(m => new MethodSupport(m, driver.Methods.TryGetValue(m.Name, out var bound) && bound.Supported))]);

    private static ApiDescription[] AllApis(IEnumerable<ApiDescription> roots)
    {
        var found = new SortedDictionary<string, ApiDescription>(StringComparer.Ordinal);
        var open = new Stack<ApiDescription>(roots);
        while (open.TryPop(out var api))
        {
            if (!found.TryAdd(api.Namespace, api))
                continue;
            foreach (var import in api.Imports)
                open.Push(import);
        }

        return [.. found.Values];
    }
}
