using System.Globalization;
using Microsoft.Extensions.Logging;
using Virtwire.Sdk.Drivers;

namespace Virtwire.Sdk.Server.Sessions.Services;

/// <summary>The server's own resource <c>Admin</c>: its connections, its limits and its log, whatever the session's driver is.</summary>
internal sealed class ServerAdminDriver : AdminDriver
{
    /// <inheritdoc/>
    public override bool NonBlocking => true;

    /// <inheritdoc/>
    public override ValueTask<Page<ConnectionInfo>> ListConnectionsAsync(AdminListConnectionsRequest request, CallContext call)
    {
        var session = SessionOf(call);
        var limit = Math.Min(request.Limit ?? int.MaxValue, CoreApi.Admin.ListConnections.MaxPage!.Value);
        var last = request.After is { } after ? NumberOf(after) : 0;

        // Read first: a watcher who goes on from here may hear again of what the list shows, and misses nothing.
        var position = session.Events.Position;
        var found = session.Core.Connections.Served
            .Where(c => c.Session.Number > last)
            .OrderBy(static c => c.Session.Number)
            .Take(limit + 1)
            .Select(c => Describe(c, session))
            .ToList();
        if (found.Count <= limit)
            return new(new Page<ConnectionInfo> { Items = found, Position = position });
        found.RemoveAt(limit);
        return new(new Page<ConnectionInfo> { Items = found, Next = found[^1].Id.ToString(CultureInfo.InvariantCulture), Position = position });
    }

    /// <inheritdoc/>
    public override ValueTask<ConnectionInfo> GetConnectionAsync(AdminGetConnectionRequest request, CallContext call) =>
        new(Describe(Find(request.Id, call), SessionOf(call)));

    /// <inheritdoc/>
    public override ValueTask DisconnectAsync(AdminDisconnectRequest request, CallContext call)
    {
        var invocation = (SessionCall)call.Call;
        var connection = Find(request.Id, call);
        var message = request.Reason is { } reason
            ? $"Somebody who runs the server has closed the connection: {reason}"
            : "Somebody who runs the server has closed the connection.";
        var why = new DisconnectedException(message, new DisconnectedDetails { Reason = request.Reason });
        AdminLog.Disconnected(invocation.Session.Core.Logger, request.Id, invocation.Session.Info.Identity, request.Reason ?? "no reason was given.");
        if (connection.Session == invocation.Session)
            invocation.AfterAnswer = () => connection.Disconnect(why);
        else
            connection.Disconnect(why);
        return default;
    }

    /// <inheritdoc/>
    public override ValueTask<AdminServerInfo> GetServerInfoAsync(CallContext call)
    {
        var core = SessionOf(call).Core;
        return new(new AdminServerInfo
        {
            Id = core.Info.Id,
            Epoch = core.Info.Epoch,
            Name = core.Info.Name,
            Version = core.Info.Version,
            Started = core.Started,
            Endpoints = core.Endpoints,
            Drivers = [.. core.Registry.Drivers.Select(static d => d.Uri)],
            Connections = core.Connections.Count,
            ConnectionsTaken = core.SessionsBegun,
            Calls = core.Connections.Served.Sum(static c => c.CallsUnderWay),
            LogLevel = core.LogLevel is { } levels ? ToWire(levels.Minimum) : null,
        });
    }

    /// <inheritdoc/>
    public override ValueTask<AdminLimits> GetLimitsAsync(CallContext call) => new(LimitChange.Describe(SessionOf(call).Core.Limits));

    /// <inheritdoc/>
    public override ValueTask<AdminLimits> SetLimitsAsync(AdminSetLimitsRequest request, CallContext call)
    {
        var session = SessionOf(call);
        var limits = session.Core.ChangeLimits(now => LimitChange.Apply(now, request));
        AdminLog.LimitsChanged(session.Core.Logger, session.Info.Identity, limits);
        return new(LimitChange.Describe(limits));
    }

    /// <inheritdoc/>
    public override ValueTask SetLogLevelAsync(AdminSetLogLevelRequest request, CallContext call)
    {
        var session = SessionOf(call);
        if (session.Core.LogLevel is not { } levels)
            throw new LogLevelFixedException("The level of this server's log is not the server's to change.");
        if (!request.Level.IsKnown)
            throw new InvalidParamsException("level", $"'{request.Level}' is no level of a log that this server knows.");

        var level = FromWire(request.Level);
        AdminLog.LevelChanged(session.Core.Logger, level, session.Info.Identity);
        levels.Minimum = level;
        return default;
    }

    private static Session SessionOf(CallContext call) => ((SessionCall)call.Call).Session;

    private static ISessionConnection Find(long id, CallContext call) =>
        SessionOf(call).Core.Connections.Served.FirstOrDefault(c => c.Session.Number == id)
        ?? throw new NoConnectionException(
            string.Create(CultureInfo.InvariantCulture, $"There is no connection {id}."), new NoConnectionDetails { Connection = id });

    private static long NumberOf(string after) => long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw new InvalidCursorException($"'{after}' is no cursor of this list.", new InvalidCursorDetails { After = after });

    private static ConnectionInfo Describe(ISessionConnection connection, Session asking)
    {
        var session = connection.Session;
        return new ConnectionInfo
        {
            Id = session.Number,
            Identity = session.Peer.Name,
            Role = session.View.Role == SessionRole.None ? null : session.View.Role.ToWire(),
            Transport = session.Peer.Transport,
            Address = session.Peer.EndPoint,
            Protocol = connection.Protocol,
            Driver = session.View.Driver.Uri,
            Client = session.Info.Client,
            Since = session.Since,
            Calls = connection.CallsUnderWay,
            Subscriptions = session.Subscriptions,
            OutboxBytes = connection.OutboxBytes,
            Own = session == asking,
        };
    }

    private static ServerLogLevel ToWire(LogLevel level) => level switch
    {
        LogLevel.Trace => ServerLogLevel.Trace,
        LogLevel.Debug => ServerLogLevel.Debug,
        LogLevel.Information => ServerLogLevel.Information,
        LogLevel.Warning => ServerLogLevel.Warning,
        LogLevel.Error => ServerLogLevel.Error,
        LogLevel.Critical => ServerLogLevel.Critical,
        _ => ServerLogLevel.None,
    };

    private static LogLevel FromWire(ServerLogLevel level) => level.Value switch
    {
        ServerLogLevel.Known.Trace => LogLevel.Trace,
        ServerLogLevel.Known.Debug => LogLevel.Debug,
        ServerLogLevel.Known.Information => LogLevel.Information,
        ServerLogLevel.Known.Warning => LogLevel.Warning,
        ServerLogLevel.Known.Error => LogLevel.Error,
        ServerLogLevel.Known.Critical => LogLevel.Critical,
        _ => LogLevel.None,
    };
}
