namespace Virtwire.Sdk.Server.Drivers.Test.Host;

/// <summary>The simulated host of a server, which ends with it.</summary>
/// <param name="uri">The URI that it is opened by.</param>
/// <param name="server">The server that it is in.</param>
/// <param name="figures">Its figures.</param>
/// <param name="end">Ends the host: its guests are stopped, and what is to be kept is kept.</param>
internal sealed class EndingHostDriver(string uri, IServerInfo server, HostFigures figures, Func<ValueTask> end)
    : TestHostDriver(uri, server, figures), IAsyncDisposable
{
    /// <inheritdoc/>
    public ValueTask DisposeAsync() => end();
}
