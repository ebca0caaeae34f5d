using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Virtwire.Sdk.Server;
using Virtwire.Sdk.Tests.Conformance.Support;

namespace Virtwire.Sdk.Tests.Server.Bindings.Http;

/// <summary>JSON-RPC over WebSocket.</summary>
public sealed class WebSocketTests
{
    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task Calls_and_events_travel_as_text_messages(string version)
    {
        await using var port = await HttpPort.StartAsync(o => o.Anonymous = SessionRole.Admin);
        using var socket = await ConnectAsync(port, version);
        Assert.Equal("1", (await CallAsync(socket, Json.Call(1, "Events.subscribe"))).Id());
        await SendAsync(socket, Json.Call(2, "Lamp.turn", """{"self":{"name":"desk"},"on":true}"""));
        var first = await ReceiveAsync(socket);
        Assert.Equal("Lamp.turned", first.Method());
        Assert.Equal("2", (await ReceiveAsync(socket)).Id());
        Assert.Equal("[1,2]", $"[{string.Join(',', (await CallAsync(socket, $"[{Json.Call(1, "Calc.ping")},{Json.Call(2, "Calc.ping")}]")).EnumerateArray().Select(a => a.Id()))}]");
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "done", Ended);
        Assert.Equal(WebSocketCloseStatus.NormalClosure, socket.CloseStatus);
    }

    [Fact]
    public async Task A_message_may_come_in_pieces_and_be_large()
    {
        await using var port = await HttpPort.StartAsync();
        using var socket = await ConnectAsync(port);
        var bytes = Encoding.UTF8.GetBytes(Json.Call(1, "Calc.ping").Replace(",", "," + new string(' ', 100_000), StringComparison.Ordinal));
        for (var at = 0; at < bytes.Length; at += 999)
            await socket.SendAsync(bytes.AsMemory(at, Math.Min(999, bytes.Length - at)), WebSocketMessageType.Text, at + 999 >= bytes.Length, Ended);
        Assert.Equal("1", (await ReceiveAsync(socket)).Id());
        Assert.Equal(300_000, (await CallAsync(socket, Json.Call(2, "Calc.repeat", """{"length":300000}"""))).Result().GetProperty("text").GetString()!.Length);
    }

    [Theory]
    [InlineData("", -32700)]
    [InlineData("{", -32700)]
    [InlineData("[]", -32600)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"Calc.none"}""", -32601)]
    public async Task A_message_that_is_wrong_is_answered_and_the_connection_goes_on(string message, int code)
    {
        await using var port = await HttpPort.StartAsync();
        using var socket = await ConnectAsync(port);
        Assert.Equal(code, (await CallAsync(socket, message)).ErrorCode());
        Assert.Equal("2", (await CallAsync(socket, Json.Call(2, "Calc.ping"))).Id());
    }

    [Fact]
    public async Task A_message_that_is_too_large_is_refused_and_the_connection_goes_on()
    {
        await using var port = await HttpPort.StartAsync(o => o.Limits = o.Limits with { MessageBytes = 1000 });
        using var socket = await ConnectAsync(port);
        foreach (var length in (int[])[1001, 100_000])
        {
            var refused = await CallAsync(socket, new string(' ', length));
            Assert.Equal(("LimitExceeded", "messageBytes"), (refused.ErrorName(), refused.ErrorDetails().GetProperty("limit").GetString()));
        }

        Assert.Equal("2", (await CallAsync(socket, Json.Call(2, "Calc.ping").PadRight(1000))).Id());
    }

    [Fact]
    public async Task A_connection_may_carry_more_than_one_message_may_hold()
    {
        foreach (var version in (string[])["1.1", "2.0"])
        {
            await using var port = await HttpPort.StartAsync(o => o.Limits = o.Limits with { MessageBytes = 1000 });
            using var socket = await ConnectAsync(port, version);
            for (var i = 0; i < 10; i++)
                Assert.Equal($"{i}", (await CallAsync(socket, Json.Call(i, "Calc.ping").PadRight(900))).Id());
        }
    }

    [Fact]
    public async Task A_binary_message_closes_the_connection_with_the_reason()
    {
        await using var port = await HttpPort.StartAsync();
        using var socket = await ConnectAsync(port);
        await socket.SendAsync("{}"u8.ToArray(), WebSocketMessageType.Binary, true, Ended);
        await ReceiveCloseAsync(socket);
        Assert.Equal((WebSocketCloseStatus.InvalidMessageType, "JSON-RPC travels in text messages."), (socket.CloseStatus, socket.CloseStatusDescription));
    }

    [Fact]
    public async Task A_server_that_stops_answers_what_is_under_way_and_says_so()
    {
        await using var port = await HttpPort.StartAsync();
        using var socket = await ConnectAsync(port);
        await SendAsync(socket, Json.Call(1, "Gate.hold", """{"name":"a"}"""));
        await port.Host.Gates.Arrived("a");
        var stopping = port.Host.Server.StopAsync(Ended);
        port.Host.Gates.Open("a");
        Assert.Equal("1", (await ReceiveAsync(socket)).Id());
        await ReceiveCloseAsync(socket);
        Assert.Equal(WebSocketCloseStatus.EndpointUnavailable, socket.CloseStatus);
        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, Ended);
        await stopping;
        Assert.Equal(0, port.Host.Server.Connections.Count);
    }

    [Fact]
    public async Task A_connection_that_is_gone_cancels_what_it_started()
    {
        await using var port = await HttpPort.StartAsync();
        using (var socket = await ConnectAsync(port))
        {
            await SendAsync(socket, Json.Call(1, "Gate.hold", """{"name":"a"}"""));
            await port.Host.Gates.Arrived("a");
            socket.Abort();
        }

        await port.Host.Gates.Cancelled("a");
    }

    [Theory]
    [InlineData("v12.stomp", "1.2", "v12.stomp")]
    [InlineData("v10.stomp,v11.stomp", "1.1", "v11.stomp")]
    [InlineData("unknown,v10.stomp", "1.0", "v10.stomp")]
    public async Task Stomp_is_spoken_where_its_sub_protocol_is_asked_for(string asked, string version, string chosen)
    {
        await using var port = await HttpPort.StartAsync();
        using var socket = await ConnectAsync(port, subProtocols: asked.Split(','));
        Assert.Equal(chosen, socket.SubProtocol);
        var connect = Encoding.ASCII.GetBytes($"CONNECT\naccept-version:{version}\nhost:x\n\n\0");
        await socket.SendAsync(connect.AsMemory(0, 9), WebSocketMessageType.Text, true, Ended);
        await socket.SendAsync(connect.AsMemory(9), WebSocketMessageType.Binary, true, Ended);
        var buffer = new byte[4096];
        var received = await socket.ReceiveAsync(buffer.AsMemory(), Ended);
        Assert.StartsWith("CONNECTED\n", Encoding.UTF8.GetString(buffer, 0, received.Count), StringComparison.Ordinal);
        await SendAsync(socket, "DISCONNECT\nreceipt:bye\n\n\0");
        received = await socket.ReceiveAsync(buffer.AsMemory(), Ended);
        Assert.StartsWith("RECEIPT\n", Encoding.UTF8.GetString(buffer, 0, received.Count), StringComparison.Ordinal);
        await ReceiveCloseAsync(socket);
    }

    [Fact]
    public async Task Stomp_that_is_switched_off_is_no_sub_protocol()
    {
        await using var port = await HttpPort.StartAsync(o => o.DisabledBindings.Add("stomp"));
        await Assert.ThrowsAsync<WebSocketException>(() => ConnectAsync(port, subProtocols: ["v12.stomp"]));
    }

    [Fact]
    public async Task Text_that_is_none_ends_that_connection_alone()
    {
        await using var port = await HttpPort.StartAsync();
        using var other = await ConnectAsync(port);
        using var socket = await ConnectAsync(port);
        await socket.SendAsync(new byte[] { (byte)'"', 0xff, (byte)'"' }.AsMemory(), WebSocketMessageType.Text, true, Ended);
        Assert.True(await HasEndedAsync(socket));
        Assert.Equal("1", (await CallAsync(other, Json.Call(1, "Calc.ping"))).Id());
    }

    [Theory]
    [InlineData("GET", "", 426)]
    [InlineData("POST", "", 405)]
    [InlineData("GET", "Sec-WebSocket-Protocol: soap", 400)]
    [InlineData("GET", "Sec-WebSocket-Version: 12", 426)]
    [InlineData("GET", "Origin: http://evil.example", 403)]
    public async Task A_request_that_cannot_become_a_websocket_is_a_problem(string method, string header, int status)
    {
        await using var port = await HttpPort.StartAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), "/ws");
        if (header.Length > 0)
        {
            request.Headers.Connection.Add("Upgrade");
            request.Headers.Upgrade.ParseAdd("websocket");
            request.Headers.Add("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
            var parts = header.Split(": ");
            if (parts[0] != "Sec-WebSocket-Version")
                request.Headers.Add("Sec-WebSocket-Version", "13");
            request.Headers.Add(parts[0], parts[1]);
        }

        using var answer = await port.Client().SendAsync(request, Ended);
        Assert.Equal((status, "application/problem+json"), ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
    }

    private static async Task<ClientWebSocket> ConnectAsync(HttpPort port, string version = "1.1", params string[] subProtocols)
    {
        var socket = new ClientWebSocket();
        socket.Options.HttpVersion = Version.Parse(version);
        socket.Options.HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        foreach (var protocol in subProtocols)
            socket.Options.AddSubProtocol(protocol);
        using var invoker = new HttpMessageInvoker(new SocketsHttpHandler { UseProxy = false }, disposeHandler: false);
        await socket.ConnectAsync(new Uri($"ws://127.0.0.1:{port.Port}/ws"), invoker, Ended);
        return socket;
    }

    private static async Task<JsonElement> CallAsync(WebSocket socket, string message)
    {
        await SendAsync(socket, message);
        return await ReceiveAsync(socket);
    }

    private static Task SendAsync(WebSocket socket, string message) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text, true, Ended);

    private static async Task<JsonElement> ReceiveAsync(WebSocket socket)
    {
        using var message = new MemoryStream();
        var buffer = new byte[4096];
        while (true)
        {
            var received = await socket.ReceiveAsync(buffer.AsMemory(), Ended);
            Assert.Equal(WebSocketMessageType.Text, received.MessageType);
            message.Write(buffer, 0, received.Count);
            if (received.EndOfMessage)
                return JsonElement.Parse(message.ToArray());
        }
    }

    private static async Task ReceiveCloseAsync(WebSocket socket) =>
        Assert.Equal(WebSocketMessageType.Close, (await socket.ReceiveAsync(new byte[100].AsMemory(), Ended)).MessageType);

    // Whether by a close or without one: after such text the peer may not see what is sent to it.
    private static async Task<bool> HasEndedAsync(WebSocket socket)
    {
        try
        {
            return (await socket.ReceiveAsync(new byte[100].AsMemory(), Ended)).MessageType == WebSocketMessageType.Close;
        }
        catch (WebSocketException)
        {
            return true;
        }
    }
}
