using Virtwire.Sdk.Server.Bindings;
using Virtwire.Sdk.Server.Bindings.Http;
using Virtwire.Sdk.Server.Bindings.Http.Events;
using Virtwire.Sdk.Server.Bindings.Http.Rest;
using Virtwire.Sdk.Server.Bindings.Http.Rpc;
using Virtwire.Sdk.Server.Bindings.Http.WebSockets;
using Virtwire.Sdk.Server.Bindings.JsonRpc;
using Virtwire.Sdk.Server.Bindings.Stomp;
using Virtwire.Sdk.Server.Bindings.XmlRpc;

namespace Virtwire.Sdk.Server.Hosting;

/// <summary>The protocols that a server speaks: all, without those that its options switch off.</summary>
internal static class EnabledBindings
{
    // Each on its own: what goes over HTTP is one protocol to the first bytes of a connection, and several to whoever switches them off.
    private static readonly IReadOnlyList<Func<ConnectionBinding>> Raw = [static () => new LinesBinding(), static () => new HeadersBinding(), static () => new StompBinding()];
    private static readonly IReadOnlyList<Func<IReadOnlyList<ConnectionBinding>, HttpService>> OverHttp =
    [
        static _ => new HealthService(),
        static _ => new EventStreamService(),
        static _ => new RestService(),
        static _ => new JsonRpcService(),
        static raw => new WebSocketService(raw.FirstOrDefault(static binding => binding.Name == "stomp")),
        static _ => new XmlRpcService(new XmlRpcApi()),
    ];

    /// <summary>The names of all.</summary>
    internal static IReadOnlyList<string> Names { get; } = [.. Raw.Select(make => make().Name), .. OverHttp.Select(make => make([]).Name)];

    /// <summary>Makes the bindings.</summary>
    /// <exception cref="InvalidOperationException">There is no binding of a name, or none is left that could be called.</exception>
    internal static IReadOnlyList<ConnectionBinding> Of(ISet<string> disabled)
    {
        foreach (var name in disabled)
        {
            if (!Names.Contains(name))
                throw new InvalidOperationException($"There is no binding '{name}' to switch off. There are: {string.Join(", ", Names)}.");
        }

        var enabled = Raw.Select(static make => make()).Where(binding => !disabled.Contains(binding.Name)).ToList();
        var services = OverHttp.Select(make => make(enabled)).Where(service => !disabled.Contains(service.Name)).ToList();
        if (enabled.Count == 0 && !services.Exists(static service => service.Calls))
            throw new InvalidOperationException("All bindings are switched off: nobody could talk to the server.");
        if (services.Count > 0)
            enabled.Add(new HttpBinding(services));
        return enabled;
    }
}
