using System.Net;
using System.Text;
using System.Text.Json;
using Virtwire.Sdk.Server.Bindings.XmlRpc;
using Virtwire.Sdk.Tests.Conformance.Cases;
using Virtwire.Sdk.Tests.Conformance.Support;
using Virtwire.Sdk.Tests.Server.Bindings.XmlRpc;
using Virtwire.Sdk.Tests.Support;
using Virtwire.Sdk.Transports;

namespace Virtwire.Sdk.Tests.Conformance;

/// <summary>
/// The cases of the suite over the forms in which each message is a request of its own. What such a form cannot say stands in docs/bindings.md, case by
/// case, and nothing else does.
/// </summary>
public sealed class RequestFormTests
{
    private static readonly IReadOnlyList<ConformanceCase> Cases = [.. SpecificationCases.All, .. MessageCases.All, .. CallCases.All];

    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_case_comes_true_over_rpc_but_those_of_the_page() => await CheckAsync("rpc", Cases, async (client, message) =>
    {
        using var answer = await client.PostAsync("/rpc", new StringContent(message, Encoding.UTF8, "application/json"), Ended);
        return answer.StatusCode == HttpStatusCode.NoContent ? null : await answer.Content.ReadAsStringAsync(Ended);
    });

    [Fact]
    public async Task Every_case_that_is_a_call_comes_true_over_xml_rpc_but_those_of_the_page()
    {
        var calls = Cases.Where(static c => c.Sends.All(IsCall)).ToList();
        Assert.True(calls.Count > 25, $"{calls.Count} cases are calls.");
        await CheckAsync("xmlrpc", calls, async (client, message) =>
        {
            using var call = JsonDocument.Parse(message);
            var id = call.RootElement.Id();
            var parameters = call.RootElement.TryGetProperty("params", out var given) ? new XmlRpcJson(null).Of(given, null) : null;
            IReadOnlyList<XmlRpcValue> values = parameters switch { null => [], XmlRpcValue.List(var items) => items, var named => [named] };
            using var body = new ReadOnlyMemoryContent(XmlRpcWriter.Request(new XmlRpcRequest(call.RootElement.GetProperty("method").GetString()!, values)));
            body.Headers.ContentType = new("text/xml");
            using var answer = await client.PostAsync("/RPC2", body, Ended);
            var text = await answer.Content.ReadAsStringAsync(Ended);
            if (text.Contains("<fault>", StringComparison.Ordinal))
                return $$$"""{"jsonrpc":"2.0","id":{{{id}}},"error":{"code":{{{XmlRpcText.FaultOf(text).Code}}}}}""";
            var result = XmlRpcText.Read(XmlRpcText.Call("result", XmlRpcText.ValueOf(text))).Params[0];
            return $$"""{"jsonrpc":"2.0","id":{{id}},"result":{{Encoding.UTF8.GetString(XmlRpcJson.ToJson(result).Span)}}}""";
        });
    }

    private static async Task CheckAsync(string form, IReadOnlyList<ConformanceCase> cases, Func<HttpClient, string, Task<string?>> ask)
    {
        await using var host = await ConformanceHost.StartAsync();
        using var client = Client(host);
        var untrue = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var @case in cases)
        {
            var answers = new List<string>();
            foreach (var message in @case.Sends)
            {
                if (await ask(client, message) is { } answer)
                    answers.Add(answer);
            }

            if (answers.Count != @case.Expects.Length || answers.Zip(@case.Expects).Any(pair => !JsonMatch.Matches(pair.First, form == "xmlrpc" ? CodeOnly(pair.Second) : pair.Second)))
                untrue.Add(@case.Name);
        }

        Assert.Equal(string.Join('\n', Listed(form)), string.Join('\n', untrue));
    }

    // The names in the table of a form: | form | case | why |.
    private static IEnumerable<string> Listed(string form) => File.ReadAllLines(Repository.PathOf("docs", "bindings.md"))
        .Select(static line => line.Split('|', StringSplitOptions.TrimEntries))
        .Where(cells => cells.Length > 3 && cells[1] == form)
        .Select(static cells => cells[2])
        .Order(StringComparer.Ordinal);

    // An object with a version, an id, a method and perhaps parameters, each of them once and as it should be.
    private static bool IsCall(string message)
    {
        try
        {
            using var json = JsonDocument.Parse(message, new JsonDocumentOptions { AllowDuplicateProperties = false });
            return json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.EnumerateObject().All(static m => (m.Name, m.Value.ValueKind) is
                    ("jsonrpc", JsonValueKind.String) or ("id", JsonValueKind.Number or JsonValueKind.String) or ("method", JsonValueKind.String) or ("params", JsonValueKind.Array or JsonValueKind.Object))
                && json.RootElement.TryGetProperty("id", out _)
                && json.RootElement.TryGetProperty("method", out var method) && method.GetString() is not ("" or null)
                && (!json.RootElement.TryGetProperty("params", out var given) || new XmlRpcJson(null).Of(given, null) is not null)
                && json.RootElement.TryGetProperty("jsonrpc", out var version) && version.ValueEquals("2.0");
        }
        catch (Exception refusal) when (refusal is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    // A fault has a code and no more.
    private static string CodeOnly(string expected)
    {
        using var json = JsonDocument.Parse(expected);
        return json.RootElement.TryGetProperty("error", out _)
            ? $$$"""{"jsonrpc":"2.0","id":{{{json.RootElement.Id()}}},"error":{"code":{{{json.RootElement.ErrorCode()}}}}}"""
            : expected;
    }

    private static HttpClient Client(ConformanceHost host) => new(new SocketsHttpHandler
    {
        UseProxy = false,
        ConnectCallback = (_, _) =>
        {
            var (client, server) = MemoryTransport.CreatePair();
            host.Serve(server);
            return new(new TransportStream(client));
        },
    })
    { BaseAddress = new Uri("http://localhost") };
}
