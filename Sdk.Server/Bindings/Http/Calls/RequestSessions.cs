using System.Globalization;
using System.Net;
using Virtwire.Sdk.Server.Events;
using Virtwire.Sdk.Server.Sessions;
using Virtwire.Sdk.Server.Sessions.Services;

namespace Virtwire.Sdk.Server.Bindings.Http.Calls;

/// <summary>The session of one request. What it sees is chosen by the request's headers.</summary>
internal static class RequestSessions
{
    /// <summary>The header that names the driver, as <c>driver</c> of hello does.</summary>
    internal const string DriverHeader = "Virtwire-Driver";

    /// <summary>The header that says how many milliseconds the caller waits.</summary>
    internal const string DeadlineHeader = "Virtwire-Deadline";

    private static readonly TimeSpan Longest = TimeSpan.FromDays(24);

    /// <summary>A session for a request, which is to be closed with it.</summary>
    /// <param name="exchange">The request.</param>
    /// <param name="outlet">Where its events go; null where it has none.</param>
    /// <exception cref="HostException">The server has no such driver.</exception>
    internal static Session Open(HttpExchange exchange, IEventOutlet? outlet = null)
    {
        var session = new Session(exchange.Core, exchange.Core.Limits, exchange.Peer, outlet ?? NoOutlet.Instance) { Tokens = exchange.Connection.Session.Tokens };
        if (exchange.Context.Request.Headers[DriverHeader] is [{ Length: > 0 } uri, ..])
            Greeting.Choose(session, uri);
        return session;
    }

    /// <summary>How long the caller waits; null for ever.</summary>
    /// <exception cref="HttpRefusal">The header holds no number of milliseconds.</exception>
    internal static TimeSpan? DeadlineOf(HttpExchange exchange)
    {
        if (exchange.Context.Request.Headers[DeadlineHeader] is not [{ } text, ..])
            return null;
        return double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var milliseconds)
            ? TimeSpan.FromMilliseconds(Math.Min(milliseconds, Longest.TotalMilliseconds))
            : throw new HttpRefusal(HttpStatusCode.BadRequest, $"The header {DeadlineHeader} must hold a number of milliseconds, and holds '{text}'.");
    }

    private sealed class NoOutlet : IEventOutlet
    {
        public static NoOutlet Instance { get; } = new();

        public void Send(ReadOnlyMemory<byte> notification)
        {
        }
    }
}
