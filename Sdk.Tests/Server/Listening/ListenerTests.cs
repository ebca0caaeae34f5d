using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Virtwire.Sdk.Server.Listening;
using Virtwire.Sdk.Tests.Conformance.Support;
using Virtwire.Sdk.Tests.Rpc.Support;
using Virtwire.Sdk.Transports;

namespace Virtwire.Sdk.Tests.Server.Listening;

/// <summary>Accepting, where something goes wrong.</summary>
public sealed class ListenerTests
{
    [Fact]
    public async Task A_peer_that_cannot_be_identified_is_closed_and_a_stop_does_not_wait_for_the_pause()
    {
        await using var host = await ConformanceHost.StartAsync();

        // The clock stands still: a pause ends with the stop, or never.
        var listener = Listener.Open(
            ListenAddress.Parse("tcp://127.0.0.1:0"),
            UnixFileMode.None,
            _ => throw new InvalidOperationException("Nobody knows."),
            tls: null,
            NullLogger.Instance,
            new ManualTime());
        listener.Start(host.Server.Connections);
        var address = IPEndPoint.Parse(listener.EndPoint["tcp://".Length..]);
        using var peer = await SocketTransport.ConnectAsync(address, TestContext.Current.CancellationToken);

        var received = await peer.ReceiveAsync(new byte[1]).AsTask().WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.Equal(0, received);
        await listener.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }
}
