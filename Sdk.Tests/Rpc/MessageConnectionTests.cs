using System.Net.Sockets;
using System.Text;
using Virtwire.Sdk.Framing;
using Virtwire.Sdk.Rpc;
using Virtwire.Sdk.Tests.Rpc.Support;
using Virtwire.Sdk.Transports;

namespace Virtwire.Sdk.Tests.Rpc;

public sealed class MessageConnectionTests
{
    private const int MaxMessageBytes = 300_000;

    private readonly RecordingHandler _handler = new();

    [Fact]
    public async Task Messages_are_handed_over_in_order_until_the_peer_is_gone()
    {
        var (near, far) = MemoryTransport.CreatePair();
        using var connection = Make(near);
        var running = connection.RunAsync();
        await far.SendAsync("1\n2\n3"u8.ToArray());
        await far.SendAsync("3\n"u8.ToArray());
        far.Dispose();

        Assert.Equal(CloseKind.Peer, (await running).Kind);
        Assert.Equal(["1", "2", "33"], _handler.Found);
        Assert.Equal(0, connection.ReceiveBytes);
    }

    [Fact]
    public async Task Bytes_received_before_come_first()
    {
        var (near, far) = MemoryTransport.CreatePair();
        using var connection = Make(near);
        var running = connection.RunAsync("1\n2"u8.ToArray());
        await far.SendAsync("2\n"u8.ToArray());
        far.Dispose();

        await running;
        Assert.Equal(["1", "22"], _handler.Found);
    }

    [Fact]
    public async Task Answers_to_messages_that_arrived_together_leave_together()
    {
        var transport = new GatedTransport();
        using var connection = Make(transport);
        _handler.OnMessageDo = message => connection.Writer.Append(new TextMessage(message));
        _ = connection.RunAsync("1\n2\n3\n"u8.ToArray());

        await _handler.NextBatchAsync();
        await connection.Writer.CompleteAsync();

        Assert.Equal("\"1\"\n\"2\"\n\"3\"\n", transport.Sent);
        Assert.InRange(transport.Sends, 1, 2);
    }

    [Theory]
    [InlineData(MaxMessageBytes)]
    [InlineData(200_000)]
    [InlineData(65_536)]
    [InlineData(65_535)]
    public async Task Large_messages_get_through_whatever_surrounds_them(int bytes)
    {
        var (near, far) = MemoryTransport.CreatePair();
        using var connection = Make(near);
        var running = connection.RunAsync();
        await far.SendAsync(Encoding.ASCII.GetBytes("1\n" + new string('x', bytes) + "\n2\n" + new string('y', bytes) + "\n"));
        far.Dispose();
        await running;

        Assert.Equal(["1", $"({bytes} bytes)", "2", $"({bytes} bytes)"], _handler.Found);
    }

    [Theory]
    [InlineData("lines")]
    [InlineData("headers")]
    public async Task A_message_beyond_the_cap_is_passed_over_in_bounded_memory(string framing)
    {
        var (near, far) = MemoryTransport.CreatePair();
        using var connection = Make(near, framing == "lines" ? new LineFraming(MaxMessageBytes) : new HeaderFraming(MaxMessageBytes));
        var most = 0;
        _handler.OnMessageDo = _ => most = Math.Max(most, connection.ReceiveBytes);
        var running = connection.RunAsync();

        var output = new FrameBuffer();
        var writing = framing == "lines" ? (MessageFraming)new LineFraming(1) : new HeaderFraming(1);
        foreach (var bytes in (int[])[10, 5 * MaxMessageBytes, 10, MaxMessageBytes + 1, MaxMessageBytes])
        {
            var body = writing.BeginFrame(output);
            output.Append(Encoding.ASCII.GetBytes(new string('x', bytes)));
            writing.EndFrame(output, body);
        }

        for (var at = 0; at < output.Length; at += 50_000)
        {
            await far.SendAsync(output.WrittenMemory[at..Math.Min(at + 50_000, output.Length)]);
            most = Math.Max(most, connection.ReceiveBytes);
        }

        far.Dispose();
        await running;

        Assert.Equal(["xxxxxxxxxx", "(too large)", "xxxxxxxxxx", "(too large)", $"({MaxMessageBytes} bytes)"], _handler.Found);
        Assert.InRange(most, 1, 2 * MaxMessageBytes);
    }

    [Fact]
    public async Task A_length_that_is_announced_takes_no_memory_before_its_bytes_arrive()
    {
        const int Announced = 16 * 1024 * 1024;
        var (near, far) = MemoryTransport.CreatePair();
        using var connection = Make(near, new HeaderFraming(Announced));
        var running = connection.RunAsync();
        await far.SendAsync(Encoding.ASCII.GetBytes($"Content-Length: {Announced}\r\n\r\n"));
        await _handler.NextBatchAsync();
        await far.SendAsync("x"u8.ToArray());
        await _handler.NextBatchAsync();
        Assert.InRange(connection.ReceiveBytes, 1, 512 * 1024);

        await far.SendAsync(Encoding.ASCII.GetBytes(new string('x', Announced - 1)));
        far.Dispose();
        await running;
        Assert.Equal([$"({Announced} bytes)"], _handler.Found);
    }

    [Fact]
    public async Task Broken_framing_ends_reading_and_still_lets_an_answer_out()
    {
        var (near, far) = MemoryTransport.CreatePair();
        using var connection = Make(near, new HeaderFraming(100));
        var running = connection.RunAsync();
        await far.SendAsync("Content-Length: 1\r\n\r\n1nonsense\r\n\r\n"u8.ToArray());

        var reason = await running;
        Assert.Equal(CloseKind.BrokenFraming, reason.Kind);
        Assert.Equal(["1"], _handler.Found);

        connection.Writer.Append(new TextMessage("sorry"));
        await connection.CloseAsync(reason);
        var buffer = new byte[100];
        var count = await far.ReceiveAsync(buffer);
        Assert.EndsWith("\"sorry\"", Encoding.UTF8.GetString(buffer, 0, count), StringComparison.Ordinal);
        Assert.Equal(0, await far.ReceiveAsync(buffer));
    }

    [Fact]
    public async Task A_handler_that_fails_ends_the_connection()
    {
        var (near, far) = MemoryTransport.CreatePair();
        using var connection = Make(near);
        _handler.OnMessageDo = _ => throw new FormatException("oops");
        var running = connection.RunAsync();
        await far.SendAsync("1\n2\n"u8.ToArray());

        var reason = await running;
        Assert.Equal(CloseKind.HandlerFailed, reason.Kind);
        Assert.IsType<FormatException>(reason.Cause);
        Assert.Equal(["1"], _handler.Found);
    }

    [Fact]
    public void A_peer_that_stops_reading_and_does_not_end_is_given_up()
    {
        var time = new ManualTime();
        var transport = new GatedTransport { Failure = new IOException("gone") };
        using var connection = new MessageConnection(transport, new LineFraming(100), _handler, 1000, time);
        connection.Writer.Append(new TextMessage("a"));

        Assert.False(transport.Aborted);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(transport.Aborted);
    }

    [Fact]
    public async Task An_idle_socket_holds_no_memory()
    {
        var (near, far) = await SocketPair.ConnectAsync();
        using var peer = far;
        using var connection = Make(new SocketTransport(near));
        _handler.OnMessageDo = message => connection.Writer.Append(new TextMessage(message));
        var running = connection.RunAsync();
        for (var i = 0; i < 3; i++)
        {
            await far.SendAsync("1\n2\n"u8.ToArray());
            await _handler.NextBatchAsync();
        }

        await WaitFor.TrueAsync(() => connection is { ReceiveBytes: 0, Writer.HeldBytes: 0 });
        far.Shutdown(SocketShutdown.Both);
        Assert.Equal(CloseKind.Peer, (await running).Kind);
    }

    [Fact]
    public async Task What_a_peer_said_before_it_left_is_read_although_sending_fails()
    {
        var (near, far) = await SocketPair.ConnectAsync();
        using var connection = Make(new SocketTransport(near));
        await far.SendAsync("1\n2\n"u8.ToArray());
        far.Dispose();
        connection.Writer.Append(new TextMessage("a"));
        connection.Writer.Append(new TextMessage("b"));

        await connection.RunAsync();

        Assert.Equal(["1", "2"], _handler.Found);
    }

    private MessageConnection Make(Transport transport, MessageFraming? framing = null) =>
        new(transport, framing ?? new LineFraming(MaxMessageBytes), _handler, 1 << 20, TimeProvider.System);
}
