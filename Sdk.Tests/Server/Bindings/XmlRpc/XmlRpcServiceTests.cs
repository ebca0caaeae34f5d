using System.Net;
using System.Text;
using Virtwire.Sdk.Server.Bindings.XmlRpc;
using Virtwire.Sdk.Tests.Server.Bindings.Http;
using static Virtwire.Sdk.Tests.Server.Bindings.XmlRpc.XmlRpcText;

namespace Virtwire.Sdk.Tests.Server.Bindings.XmlRpc;

/// <summary>XML-RPC over HTTP.</summary>
public sealed class XmlRpcServiceTests
{
    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("1.1", "/RPC2", false)]
    [InlineData("2.0", "/", true)]
    public async Task A_call_is_answered_by_a_document_that_says_it_is_deprecated(string version, string path, bool unix)
    {
        await using var port = await HttpPort.StartAsync();
        using var answer = await PostAsync(port.Client(version, unix), Call("Calc.subtract", "<int>42</int>", "<i8>23</i8>"), path);
        Assert.Equal((HttpStatusCode.OK, "text/xml"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Equal([XmlRpcService.DeprecatedSince], answer.Headers.GetValues("Deprecation"));
        Assert.Equal(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?><methodResponse><params><param><value><struct><member><name>value</name><value><i8>19</i8></value></member></struct></value></param></params></methodResponse>",
            await answer.Content.ReadAsStringAsync(Ended));
    }

    [Fact]
    public async Task A_result_has_the_types_of_its_schema()
    {
        await using var port = await HttpPort.StartAsync();
        var client = port.Client();
        Assert.Equal(Struct(("greeting", "<string>hello</string>"), ("count", "<i8>5</i8>")).Length, ValueOf(await AskAsync(client, Call("Calc.getData"))).Length);
        Assert.Contains("<boolean>0</boolean>", ValueOf(await AskAsync(client, Call("Calc.inspect"))), StringComparison.Ordinal);
        Assert.Contains("<array><data>", ValueOf(await AskAsync(client, Call("Lamp.list", Struct(("limit", "<int>2</int>"))))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Calc.nothing", "", -32601)]
    [InlineData("Calc.subtract", "<int>1</int>", -32602)]
    [InlineData("Calc.plot", "<array><data/></array>", -32602)]
    [InlineData("Calc.refuse", "<struct><member><name>why</name><value>so</value></member></struct>", 5001)]
    [InlineData("Calc.fail", "<struct><member><name>secret</name><value>x</value></member></struct>", -32603)]
    [InlineData("system.methodHelp", "", -32602)]
    [InlineData("system.methodHelp", "Calc.nothing", -32601)]
    [InlineData("system.methodSignature", "Calc.nothing", -32601)]
    [InlineData("system.none", "", -32601)]
    public async Task An_error_is_a_fault_with_its_code(string method, string value, int code)
    {
        await using var port = await HttpPort.StartAsync();
        var fault = FaultOf(await AskAsync(port.Client(), value.Length == 0 ? Call(method) : Call(method, value)));
        Assert.Equal(code, fault.Code);
        Assert.NotEmpty(fault.Text);
    }

    [Fact]
    public async Task A_fault_tells_what_xml_cannot_carry_by_what_stands_for_it()
    {
        await using var port = await HttpPort.StartAsync();
        var client = port.Client();
        client.DefaultRequestHeaders.Add("Virtwire-Driver", "none:///");
        Assert.NotEqual(0, FaultOf(await AskAsync(client, Call("Calc.ping"))).Code);
        var text = Encoding.UTF8.GetString(XmlRpcWriter.Response(new ErrorPayload { Code = 1, Message = "a\u0001b" }).Span);
        Assert.Equal((1, "a\ufffdb"), FaultOf(text));
        Assert.Throws<XmlRpcFault>(() => XmlRpcWriter.Response(new XmlRpcValue.Text("a\u0001b")));
    }

    [Fact]
    public async Task The_methods_are_told_of()
    {
        await using var port = await HttpPort.StartAsync();
        var client = port.Client();
        var methods = ValueOf(await AskAsync(client, Call("system.listMethods")));
        foreach (var name in (string[])["Calc.subtract", "system.listMethods", "system.multicall", "system.getCapabilities"])
            Assert.Contains($"<string>{name}</string>", methods, StringComparison.Ordinal);
        Assert.DoesNotContain("Calc.missing", methods, StringComparison.Ordinal);
        Assert.Equal("<string>Does nothing.</string>", ValueOf(await AskAsync(client, Call("system.methodHelp", "Calc.ping"))));
        Assert.Equal(
            "<array><data><value><array><data><value><string>struct</string></value></data></array></value><value><array><data><value><string>struct</string></value><value><string>struct</string></value></data></array></value></data></array>",
            ValueOf(await AskAsync(client, Call("system.methodSignature", "Calc.ping"))));
        Assert.Contains("<name>system.multicall</name>", ValueOf(await AskAsync(client, Call("system.getCapabilities"))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Calls_of_a_multicall_are_answered_each_by_itself()
    {
        await using var port = await HttpPort.StartAsync(o => o.Limits = o.Limits with { BatchLength = 5 });
        var client = port.Client();
        string[] calls =
        [
            One("Calc.sum", "<int>1</int>", "<int>2</int>"), One("Calc.nothing"), One("system.multicall", "<array><data/></array>"), "<int>1</int>",
        ];
        var answer = ValueOf(await AskAsync(client, Call("system.multicall", List(calls))));
        Assert.StartsWith($"<array><data><value><array><data><value>{Struct(("value", "<i8>3</i8>"))}</value></data></array></value>", answer, StringComparison.Ordinal);
        Assert.Equal([-32601, -32600, -32600], System.Text.RegularExpressions.Regex.Matches(answer, "<int>(.*?)</int>").Select(m => int.Parse(m.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture)));
        Assert.NotEqual(0, FaultOf(await AskAsync(client, Call("system.multicall", List([.. Enumerable.Repeat(One("Calc.ping"), 6)])))).Code);
    }

    [Fact]
    public async Task Headers_say_what_travels_beside_a_call()
    {
        await using var port = await HttpPort.StartAsync();
        var client = port.Client();
        client.DefaultRequestHeaders.Add("Virtwire-Deadline", "60000");
        client.DefaultRequestHeaders.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        client.DefaultRequestHeaders.Add("Idempotency-Key", "k");
        var seen = ValueOf(await AskAsync(client, Call("Calc.inspect")));
        Assert.Contains("<name>deadline</name><value><boolean>1</boolean>", seen, StringComparison.Ordinal);
        Assert.Contains("<name>idempotencyKey</name><value><string>k</string>", seen, StringComparison.Ordinal);
        Assert.Contains("0af7651916cd43dd8448eb211c80319c", seen, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "/RPC2", null, 405)]
    [InlineData("POST", "/RPC2", "application/json", 415)]
    [InlineData("POST", "/RPC2", "text/xml; charset=utf-16", 415)]
    [InlineData("POST", "/", null, 415)]
    [InlineData("POST", "/RPC2/more", "text/xml", 404)]
    public async Task A_request_of_another_form_is_a_problem(string method, string path, string? type, int status)
    {
        await using var port = await HttpPort.StartAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (method == "POST")
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(Call("Calc.ping")));
            if (type is not null)
                request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        using var answer = await port.Client().SendAsync(request, Ended);
        Assert.Equal((status, "application/problem+json"), ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
    }

    [Fact]
    public async Task A_document_that_is_too_large_is_a_problem()
    {
        await using var port = await HttpPort.StartAsync(o => o.Limits = o.Limits with { MessageBytes = 1000 });
        using var answer = await PostAsync(port.Client(), Call("Calc.ping", new string('x', 1000)));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    private static string One(string method, params string[] values) => Struct(("methodName", method), ("params", List(values)));

    private static string List(string[] values) => $"<array><data>{string.Concat(values.Select(static v => $"<value>{v}</value>"))}</data></array>";

    private static async Task<string> AskAsync(HttpClient client, string call)
    {
        using var answer = await PostAsync(client, call);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(Ended);
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, string call, string path = "/RPC2") =>
        client.PostAsync(path, new StringContent(call, Encoding.UTF8, "text/xml"), Ended);
}
