using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Virtwire.Sdk.DependencyInjection;

/// <summary>What more can be said of a host that was added to an application's services.</summary>
public sealed class VirtwireHostBuilder
{
    internal VirtwireHostBuilder(IServiceCollection services, string name) => (Services, Name) = (services, name);

    /// <summary>The services.</summary>
    public IServiceCollection Services { get; }

    /// <summary>The host's name.</summary>
    public string Name { get; }

    /// <summary>Adds a health check, which is healthy when the host answers.</summary>
    /// <param name="name">The check's name; null for <c>virtwire-</c> and the host's name.</param>
    /// <param name="failureStatus">What the check says where the host does not answer; null for unhealthy.</param>
    /// <param name="tags">Tags, for endpoints that show some checks only.</param>
    /// <param name="timeout">How long it waits for the answer; null for five seconds.</param>
    public VirtwireHostBuilder AddHealthCheck(string? name = null, HealthStatus? failureStatus = null, IEnumerable<string>? tags = null, TimeSpan? timeout = null)
    {
        Services.AddHealthChecks().Add(new HealthCheckRegistration(
            name ?? "virtwire-" + Name,
            services => new HostHealthCheck(services.GetRequiredKeyedService<HostConnection>(Name)),
            failureStatus,
            tags,
            timeout ?? TimeSpan.FromSeconds(5)));
        return this;
    }
}
