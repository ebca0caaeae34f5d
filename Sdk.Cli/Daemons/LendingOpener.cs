using System.Text.Json;

namespace Virtwire.Sdk.Cli.Daemons;

/// <summary>
/// Lends one connection to many command lines, with its discovery, which is asked for once. A line that asks for something else gets a
/// connection of its own.
/// </summary>
/// <param name="daemon">The connection.</param>
/// <param name="address">How it was opened.</param>
/// <param name="open">Opens others.</param>
internal sealed class LendingOpener(IDaemon daemon, DaemonAddress address, DaemonOpener open)
{
    private JsonElement? _discovery;

    /// <summary>Opens a connection as a line asks for it. See <see cref="DaemonOpener"/>.</summary>
    public ValueTask<IDaemon> OpenAsync(DaemonAddress asked, CancellationToken cancellationToken)
    {
        if (asked.Uri is not null)
            return open(asked, cancellationToken);
        if (asked.TokenFile is not null && asked.TokenFile != address.TokenFile)
            return open(asked with { Uri = address.Uri, ReadOnly = asked.ReadOnly || address.ReadOnly }, cancellationToken);
        var readOnly = asked.ReadOnly || address.ReadOnly;
        return readOnly == address.ReadOnly && (asked.Deadline ?? address.Deadline) == address.Deadline
            ? ValueTask.FromResult<IDaemon>(new Lent(this))
            : open(address with { ReadOnly = readOnly, Deadline = asked.Deadline ?? address.Deadline }, cancellationToken);
    }

    private async ValueTask<JsonElement> DiscoverAsync(string method, JsonElement parameters, CancellationToken cancellationToken) =>
        _discovery ??= await daemon.CallAsync(method, parameters, cancellationToken);

    private sealed class Lent(LendingOpener owner) : IDaemon
    {
        private readonly IDaemon _daemon = owner.Connection;

        public ValueTask<JsonElement> CallAsync(string method, JsonElement parameters, CancellationToken cancellationToken) => method == "Rpc.discover"
            ? owner.DiscoverAsync(method, parameters, cancellationToken)
            : _daemon.CallAsync(method, parameters, cancellationToken);

        public ValueTask<IEventFeed> SubscribeAsync(JsonElement parameters, CancellationToken cancellationToken) =>
            _daemon.SubscribeAsync(parameters, cancellationToken);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    private IDaemon Connection => daemon;
}
