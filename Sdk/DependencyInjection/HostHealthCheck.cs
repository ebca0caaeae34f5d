using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Virtwire.Sdk.DependencyInjection;

/// <summary>Asks a host for a sign of life.</summary>
internal sealed class HostHealthCheck(HostConnection host) : IHealthCheck
{
    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var data = new Dictionary<string, object> { ["uri"] = host.Uri.ToString(), ["state"] = host.State.ToString() };
        try
        {
            await host.PingAsync(cancellationToken).ConfigureAwait(false);
            return HealthCheckResult.Healthy($"{host.Uri} answers.", data);
        }
        catch (HostException failure)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, $"{host.Uri} does not answer: {failure.Message}", failure, data);
        }
    }
}
