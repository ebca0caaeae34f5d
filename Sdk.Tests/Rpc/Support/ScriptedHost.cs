using Virtwire.Sdk.Transports;

namespace Virtwire.Sdk.Tests.Rpc.Support;

/// <summary>A host connection whose server is the test.</summary>
internal sealed class ScriptedHost : PeerEnd, IAsyncDisposable
{
    public const string Hello = """
        {"versions":{"core":"1.0","host":"1.0"},"server":{"id":"s1","epoch":"e1","name":"scripted","version":"9"},"driver":"test:///default","role":"operate","limits":{"messageBytes":4096,"inFlight":8}}
        """;

    private readonly Task<HostConnection> _opening;

    private ScriptedHost((MemoryTransport Near, MemoryTransport Far) pair, ConnectionUri uri, HostConnectionOptions options)
        : base(pair.Far)
        => _opening = HostConnection.OpenAsync(uri, (_, _) => new(pair.Near), options, TestContext.Current.CancellationToken).AsTask();

    /// <summary>The connection, once the greeting was answered.</summary>
    public HostConnection Connection => _opening.Result;

    /// <summary>The connection as it is being opened.</summary>
    public Task<HostConnection> Opening => _opening;

    /// <summary>Begins to open a connection; its greeting is the first message.</summary>
    public static ScriptedHost Begin(string uri = "test:///default", HostConnectionOptions? options = null) =>
        new(MemoryTransport.CreatePair(), ConnectionUri.Parse(uri), options ?? new HostConnectionOptions { Deadline = Timeout.InfiniteTimeSpan, Reconnect = { Enabled = false } });

    /// <summary>Opens a connection.</summary>
    public static async Task<ScriptedHost> OpenAsync(HostConnectionOptions? options = null)
    {
        var host = Begin(options: options);
        await host.AnswerAsync(await host.NextAsync("Rpc.hello"), Hello);
        await host.Opening;
        return host;
    }

    public async ValueTask DisposeAsync()
    {
        await _opening.ContinueWith(
            static async opened =>
            {
                if (opened.IsCompletedSuccessfully)
                    await opened.Result.DisposeAsync();
            },
            TaskScheduler.Default).Unwrap();
        Transport.Dispose();
    }
}
