using System.Net;
using System.Text;
using System.Text.Json;
using Virtwire.Sdk.Tests.Conformance.Support;
using Virtwire.Sdk.Tests.Rpc.Support;

namespace Virtwire.Sdk.Tests.Server.Bindings.Http;

/// <summary>JSON-RPC, a message a request.</summary>
public sealed class RpcTests
{
    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    /// <summary>What is sent, the status, and the code of the error that is the answer; no code where the answer is none of JSON-RPC.</summary>
    public static TheoryData<string, int, int?> Malformed => new()
    {
        { "", 200, -32700 },
        { "{", 200, -32700 },
        { "\"x\"", 200, -32600 },
        { "[]", 200, -32600 },
        { "{}", 200, -32600 },
        { """{"jsonrpc":"2.0","id":1,"result":{}}""", 200, -32600 },
        { """{"jsonrpc":"2.0","id":1,"method":"Calc.none"}""", 200, -32601 },
        { """{"jsonrpc":"2.0","id":1,"method":"Calc.sum"}""", 200, -32602 },
        { """{"jsonrpc":"2.0","id":1,"method":"Calc.refuse","params":{"why":"so"}}""", 200, 5001 },
        { """{"jsonrpc":"2.0","id":1,"method":"Calc.ping","meta":{"deadline":"x"}}""", 200, -32600 },
        { "{\"a\":\"\ud800\"", 200, -32700 },
        { new string(' ', 2000), 413, null },
    };

    [Theory]
    [InlineData("1.1", false)]
    [InlineData("2.0", true)]
    public async Task A_call_is_answered(string version, bool unix)
    {
        await using var port = await HttpPort.StartAsync();
        using var answer = await PostAsync(port.Client(version, unix), Json.Call(7, "Calc.subtract", "[42,23]"));
        Assert.Equal((HttpStatusCode.OK, "application/json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Equal("""{"jsonrpc":"2.0","id":7,"result":{"value":19}}""", await answer.Content.ReadAsStringAsync(Ended));
    }

    [Fact]
    public async Task A_batch_is_answered_by_an_array()
    {
        await using var port = await HttpPort.StartAsync();
        port.Host.Gates.Open("a");
        using var answer = await PostAsync(port.Client(), $"[{Json.Call(1, "Gate.hold", """{"name":"a"}""")},{Json.Call(2, "Calc.ping")},{"""{"jsonrpc":"2.0","method":"Calc.ping"}"""}]");
        var all = JsonElement.Parse(await answer.Content.ReadAsStringAsync(Ended)).EnumerateArray().Select(a => a.Id());
        Assert.Equal(["1", "2"], all.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","method":"Calc.update","params":[1]}""", 1)]
    [InlineData("""[{"jsonrpc":"2.0","method":"Calc.update","params":[1]},{"jsonrpc":"2.0","method":"Calc.notifyHello","params":[1]}]""", 2)]
    public async Task Notifications_are_not_answered_and_have_been_run_by_then(string message, int runs)
    {
        await using var port = await HttpPort.StartAsync();
        using var answer = await PostAsync(port.Client(unix: true), message);
        Assert.Equal((HttpStatusCode.NoContent, ""), (answer.StatusCode, await answer.Content.ReadAsStringAsync(Ended)));
        Assert.Equal(runs, port.Host.Calc.Notifications);
    }

    [Fact]
    public async Task A_notification_that_takes_its_time_is_waited_for()
    {
        await using var port = await HttpPort.StartAsync();
        var asking = PostAsync(port.Client(), """{"jsonrpc":"2.0","method":"Gate.hold","params":{"name":"a"}}""");
        await port.Host.Gates.Arrived("a");
        Assert.False(asking.IsCompleted);
        port.Host.Gates.Open("a");
        using var answer = await asking;
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task What_is_wrong_is_answered_as_it_is_elsewhere(string message, int status, int? code)
    {
        await using var port = await HttpPort.StartAsync(o => o.Limits = o.Limits with { MessageBytes = 1500 });
        using var answer = await PostAsync(port.Client(), message);
        Assert.Equal(status, (int)answer.StatusCode);
        var body = JsonElement.Parse(await answer.Content.ReadAsStringAsync(Ended));
        if (code is { } expected)
            Assert.Equal(expected, body.ErrorCode());
        else
            Assert.Equal(status, body.GetProperty("status").GetInt32());
    }

    [Theory]
    [InlineData("GET", null, 405)]
    [InlineData("POST", null, 415)]
    [InlineData("POST", "text/plain", 415)]
    [InlineData("POST", "application/json; charset=utf-16", 415)]
    public async Task A_request_of_another_form_is_a_problem(string method, string? type, int status)
    {
        await using var port = await HttpPort.StartAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), "/rpc");
        if (method == "POST")
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(Json.Call(1, "Calc.ping")));
            if (type is not null)
                request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        using var answer = await port.Client().SendAsync(request, Ended);
        Assert.Equal((status, "application/problem+json"), ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
    }

    [Fact]
    public async Task Headers_say_what_the_message_itself_does_not()
    {
        await using var port = await HttpPort.StartAsync();
        var client = port.Client();
        client.DefaultRequestHeaders.Add("Virtwire-Deadline", "60000");
        client.DefaultRequestHeaders.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        client.DefaultRequestHeaders.Add("Idempotency-Key", "header");
        var seen = await AskAsync(client, Json.Call(1, "Calc.inspect", "{}", """{"idempotencyKey":"own"}"""));
        Assert.True(seen.Result().GetProperty("deadline").GetBoolean());
        Assert.Equal("own", seen.Result().GetProperty("idempotencyKey").GetString());
        Assert.Equal("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", seen.Result().GetProperty("traceParent").GetString());
        client.DefaultRequestHeaders.Remove("Virtwire-Deadline");
        client.DefaultRequestHeaders.Add("Virtwire-Deadline", "soon");
        using var refused = await PostAsync(client, Json.Call(1, "Calc.ping"));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    [Fact]
    public async Task A_deadline_answers_for_a_driver_that_does_not()
    {
        var time = new ManualTime();
        await using var port = await HttpPort.StartAsync(o => o.TimeProvider = time);
        var asking = AskAsync(port.Client(), Json.Call(1, "Gate.hold", """{"name":"a","stubborn":true}""", """{"deadline":5000}"""));
        await port.Host.Gates.Arrived("a");
        await time.AdvanceUntilAsync(asking, TimeSpan.FromMilliseconds(500));
        Assert.Equal("DeadlineExceeded", (await asking).ErrorName());
        port.Host.Gates.Open("a");
    }

    [Fact]
    public async Task A_caller_that_leaves_cancels_its_call()
    {
        await using var port = await HttpPort.StartAsync();
        using var leaving = new CancellationTokenSource();
        var asking = port.Client().PostAsync("/rpc", Body(Json.Call(1, "Gate.hold", """{"name":"a"}""")), leaving.Token);
        await port.Host.Gates.Arrived("a");
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        await port.Host.Gates.Cancelled("a");
    }

    private static StringContent Body(string message) => new(message, Encoding.UTF8, "application/json");

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, string message) => client.PostAsync("/rpc", Body(message), Ended);

    private static async Task<JsonElement> AskAsync(HttpClient client, string message)
    {
        using var answer = await PostAsync(client, message);
        return JsonElement.Parse(await answer.Content.ReadAsStringAsync(Ended));
    }
}
