using Virtwire.Sdk.Transports;

namespace Virtwire.Sdk.Tests.Transports;

public sealed class MemoryTransportTests
{
    private readonly byte[] _buffer = new byte[100];

    [Fact]
    public async Task Bytes_cross_in_both_directions()
    {
        var (client, server) = MemoryTransport.CreatePair();
        await client.SendAsync("up"u8.ToArray());
        await server.SendAsync("down"u8.ToArray());

        Assert.Equal(2, await server.ReceiveAsync(_buffer));
        Assert.Equal("up"u8, _buffer.AsSpan(0, 2));
        Assert.Equal(4, await client.ReceiveAsync(_buffer));
        Assert.Equal("down"u8, _buffer.AsSpan(0, 4));
    }

    [Fact]
    public async Task A_receive_waits_for_bytes()
    {
        var (client, server) = MemoryTransport.CreatePair();
        var receiving = server.ReceiveAsync(_buffer).AsTask();
        Assert.False(receiving.IsCompleted);

        await client.SendAsync("x"u8.ToArray());

        Assert.Equal(1, await receiving);
    }

    [Fact]
    public async Task An_empty_receive_waits_and_takes_nothing()
    {
        var (client, server) = MemoryTransport.CreatePair();
        var waiting = server.ReceiveAsync(Memory<byte>.Empty).AsTask();
        Assert.False(waiting.IsCompleted);

        await client.SendAsync("x"u8.ToArray());

        Assert.Equal(0, await waiting);
        Assert.Equal(1, await server.ReceiveAsync(_buffer));
    }

    [Fact]
    public async Task A_sender_waits_while_its_direction_is_full()
    {
        var (client, server) = MemoryTransport.CreatePair(capacity: 8);
        var bytes = Enumerable.Range(0, 100).Select(static i => (byte)i).ToArray();
        var sending = client.SendAsync(bytes).AsTask();

        var received = new List<byte>();
        while (received.Count < bytes.Length)
        {
            Assert.False(sending.IsCompleted && received.Count < bytes.Length - 8, "More was under way than fits.");
            var count = await server.ReceiveAsync(_buffer.AsMemory(0, 3));
            received.AddRange(_buffer[..count]);
        }

        await sending;
        Assert.Equal(bytes, received);
    }

    [Fact]
    public async Task After_the_end_the_rest_is_received_and_then_nothing()
    {
        var (client, server) = MemoryTransport.CreatePair();
        await client.SendAsync("rest"u8.ToArray());
        client.Dispose();

        Assert.Equal(4, await server.ReceiveAsync(_buffer));
        Assert.Equal(0, await server.ReceiveAsync(Memory<byte>.Empty));
        Assert.Equal(0, await server.ReceiveAsync(_buffer));
        await Assert.ThrowsAsync<IOException>(async () => await server.SendAsync("x"u8.ToArray()));
    }

    [Fact]
    public async Task Half_an_end_lets_the_other_direction_live()
    {
        var (client, server) = MemoryTransport.CreatePair();
        client.EndSend();

        Assert.Equal(0, await server.ReceiveAsync(_buffer));
        await server.SendAsync("x"u8.ToArray());
        Assert.Equal(1, await client.ReceiveAsync(_buffer));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_abort_fails_whatever_is_under_way_on_both_sides(bool byClient)
    {
        var (client, server) = MemoryTransport.CreatePair(capacity: 1);
        var receiving = client.ReceiveAsync(_buffer).AsTask();
        var sending = client.SendAsync(new byte[5]).AsTask();

        (byClient ? client : server).Abort();

        await Assert.ThrowsAsync<IOException>(() => receiving);
        await Assert.ThrowsAsync<IOException>(() => sending);
        await Assert.ThrowsAsync<IOException>(async () => await server.ReceiveAsync(_buffer));
        await Assert.ThrowsAsync<IOException>(async () => await server.SendAsync(new byte[1]));
    }
}
