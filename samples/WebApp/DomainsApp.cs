using Virtwire.Sdk;

namespace Virtwire.Samples.WebApp;

/// <summary>The application.</summary>
internal static class DomainsApp
{
    /// <summary>Builds it. The configuration's <c>Virtwire:Uri</c> names the host; without, the environment's VIRTWIRE_URI does, or else it is the simulated one.</summary>
    public static WebApplication Build(string[] arguments)
    {
        var builder = WebApplication.CreateBuilder(arguments);
        var uri = builder.Configuration["Virtwire:Uri"] ?? Environment.GetEnvironmentVariable(ConnectionUri.Variable) ?? "test:///default";
        builder.Services.AddVirtwireHost("node1", uri, options => options.Reconnect.MaxDelay = TimeSpan.FromSeconds(10)).AddHealthCheck();

        var app = builder.Build();
        app.MapHealthChecks("/health");
        app.MapGet("/domains", ListAsync);
        app.MapPost("/domains/{name}/start", StartAsync);
        return app;
    }

    private static async Task<IResult> ListAsync([FromKeyedServices("node1")] HostConnection host, CancellationToken cancellationToken)
    {
        try
        {
            var guests = new List<object>();
            await foreach (var domain in host.Domains.ListAsync(cancellationToken: cancellationToken))
            {
                var info = await domain.GetInfoAsync(cancellationToken);
                guests.Add(new { domain.Name, State = info.State.ToString(), info.Memory });
            }

            return Results.Ok(guests);
        }
        catch (HostException failure)
        {
            return Problem(failure);
        }
    }

    private static async Task<IResult> StartAsync(string name, [FromKeyedServices("node1")] HostConnection host, CancellationToken cancellationToken)
    {
        try
        {
            var domain = await host.Domains.LookupByNameAsync(name, cancellationToken);
            await domain.CreateAsync(cancellationToken: cancellationToken);
            return Results.NoContent();
        }
        catch (HostException failure)
        {
            return Problem(failure);
        }
    }

    // Each error of the API knows which HTTP status goes with it.
    private static IResult Problem(HostException failure) =>
        Results.Problem(failure.Message, statusCode: failure.Definition?.Http, title: failure.ErrorName, extensions: new Dictionary<string, object?> { ["hint"] = failure.Hint });
}
