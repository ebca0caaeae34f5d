using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Virtwire.Sdk;
using Virtwire.Sdk.DependencyInjection;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Hosts in an application's services.</summary>
public static class VirtwireServiceCollectionExtensions
{
    /// <summary>
    /// Adds a connection to a host, to be asked for by its name: <c>[FromKeyedServices("node1")] HostConnection host</c>. It is made in the background when it is
    /// first asked for, and made again whenever it is lost, so that the application starts whether the host is there or not: a call made
    /// meanwhile fails with <see cref="ConnectionFailedException"/> or <see cref="ConnectionLostException"/>. The container closes it.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The name. One name is one connection.</param>
    /// <param name="uri">The connection URI; null for the environment's <c>VIRTWIRE_URI</c>, and without that the local daemon.</param>
    /// <param name="configure">Sets its options. They are the named options <paramref name="name"/>, so that a configuration can be bound to them as well.</param>
    /// <returns>What more can be said of it.</returns>
    /// <exception cref="ConnectionUriException">The URI cannot be understood.</exception>
    /// <exception cref="InvalidOperationException">There is a host of that name already.</exception>
    public static VirtwireHostBuilder AddVirtwireHost(this IServiceCollection services, string name, string? uri, Action<HostConnectionOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrEmpty(name);

        // A typing mistake is found at start, not at the first call.
        if (!string.IsNullOrEmpty(uri))
            ConnectionUri.Parse(uri);
        if (services.Any(service => service.ServiceType == typeof(HostConnection) && Equals(service.ServiceKey, name)))
            throw new InvalidOperationException($"There is a host '{name}' already.");
        services.AddOptions<HostConnectionOptions>(name);
        if (configure is not null)
            services.Configure(name, configure);
        services.AddKeyedSingleton(name, (provider, _) => Open(provider, name, uri));
        return new VirtwireHostBuilder(services, name);
    }

    private static HostConnection Open(IServiceProvider services, string name, string? uri)
    {
        var connection = HostConnection.Connect(uri, services.GetRequiredService<IOptionsMonitor<HostConnectionOptions>>().Get(name));
        if (services.GetService<ILoggerFactory>() is { } loggers)
            HostLog.Follow(connection, name, loggers.CreateLogger(HostLog.Category));
        return connection;
    }
}
