using System.Threading.Channels;

namespace Virtwire.Sdk.Tests.Rpc.Support;

/// <summary>The changes of a connection's state, as they were told.</summary>
internal sealed class StateLog
{
    private readonly Channel<HostConnectionStateChangedEventArgs> _changes = Channel.CreateUnbounded<HostConnectionStateChangedEventArgs>();

    public StateLog(HostConnection host) => host.StateChanged += (_, change) => _changes.Writer.TryWrite(change);

    /// <summary>The next change, which must be to that state.</summary>
    public async Task<ConnectionLostException?> NextAsync(HostConnectionState expected)
    {
        var change = await _changes.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(expected, change.State);
        return change.Reason;
    }
}
