using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Virtwire.Sdk.Server.Dispatch;
using Virtwire.Sdk.Server.Sessions;

namespace Virtwire.Sdk.Server.Bindings.Http.Kestrel;

/// <summary>Gives each request to the service whose path it is.</summary>
internal sealed class HttpApplication(ServerCore core, IReadOnlyList<HttpService> services) : IHttpApplication<HttpContext>
{
    /// <inheritdoc/>
    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    /// <inheritdoc/>
    public async Task ProcessRequestAsync(HttpContext context)
    {
        var connection = context.Features.GetRequiredFeature<HttpConnection>();
        var exchange = new HttpExchange(context, connection);
        connection.BeginRequest();
        try
        {
            await ServeAsync(exchange).ConfigureAwait(false);
        }
        catch (HttpRefusal refusal) when (!context.Response.HasStarted)
        {
            HttpLog.RequestRefused(core.Logger, context.Request.Method, context.Request.Path, refusal.Status, refusal.Message);
            await Problems.WriteAsync(exchange, refusal).ConfigureAwait(false);
        }
        catch (BadHttpRequestException wrong) when (!context.Response.HasStarted)
        {
            await Problems.WriteAsync(exchange, new HttpRefusal((HttpStatusCode)wrong.StatusCode, wrong.Message)).ConfigureAwait(false);
        }
        catch (HostException refusal) when (!context.Response.HasStarted)
        {
            await Problems.WriteAsync(exchange, connection.Session.Traced(refusal.ToPayload())).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody waits for the answer.
        }
        catch (Exception failure) when (!context.Response.HasStarted)
        {
            var trace = Refusals.NewTraceId();
            HttpLog.RequestFailed(core.Logger, context.Request.Method, context.Request.Path, trace, failure);
            await Problems.WriteAsync(exchange, Refusals.Internal(trace)).ConfigureAwait(false);
        }
        finally
        {
            connection.EndRequest();
        }
    }

    /// <inheritdoc/>
    public void DisposeContext(HttpContext context, Exception? exception)
    {
    }

    private Task ServeAsync(HttpExchange exchange)
    {
        HttpGuard.Require(exchange);
        if (HttpOrigins.Answer(exchange))
            return Task.CompletedTask;
        HttpSignIn.Require(exchange);
        foreach (var service in services)
        {
            if (service.Owns(exchange.Path))
                return service.ServeAsync(exchange);
        }

        throw Bodies.NoRoute(exchange);
    }
}
