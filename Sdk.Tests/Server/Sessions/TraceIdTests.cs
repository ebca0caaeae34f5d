using System.Text.Json;
using System.Text.RegularExpressions;
using Virtwire.Sdk.Tests.Conformance.Support;

namespace Virtwire.Sdk.Tests.Server.Sessions;

/// <summary>Every error has an id under which the log has it.</summary>
public sealed class TraceIdTests
{
    private const string Caller = "0af7651916cd43dd8448eb211c80319c";

    public static TheoryData<string> Wrong =>
    [
        Json.Call(1, "Calc.refuse", """{"why":"so"}"""),
        Json.Call(1, "Calc.fail", """{"secret":"x"}"""),
        Json.Call(1, "Calc.sum", """{"a":"x"}"""),
        Json.Call(1, "Calc.nothing"),
        Json.Call(1, "Calc.missing"),
        Json.Call(1, "Calc.repeat", """{"length":5000}"""),
        Json.Call(1, "Calc.ping", meta: """{"deadline":0}"""),
        Json.Call(1, "Calc.ping", meta: """{"deadline":"x"}"""),
        $"[{Json.Call(1, "Calc.repeat", """{"length":3000}""")},{Json.Call(2, "Calc.repeat", """{"length":3000}""")}]",
        "{", "[]", "{}", new string(' ', 5000) + "1",
    ];

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task An_error_is_found_in_the_log(string message)
    {
        await using var host = await ConformanceHost.StartAsync(o => o.Limits = o.Limits with { MessageBytes = 4096 });
        using var peer = RawPeer.Connect(host, WireForm.Lines);
        var answer = await peer.CallAsync(message);
        var id = TraceIdOf(answer.ValueKind == JsonValueKind.Array ? answer[1] : answer);
        Assert.Matches(new Regex("^[0-9a-f]{32}$"), id);
        Assert.Contains(host.Log.Entries, e => e.Text.Contains(id, StringComparison.Ordinal));
        Assert.NotEqual(id, TraceIdOf(await peer.CallAsync("{")));
    }

    [Fact]
    public async Task The_callers_own_trace_is_kept()
    {
        await using var host = await ConformanceHost.StartAsync();
        using var peer = RawPeer.Connect(host, WireForm.Lines);
        var meta = $$"""{"traceparent":"00-{{Caller}}-b7ad6b7169203331-01"}""";
        Assert.Equal(Caller, TraceIdOf(await peer.CallAsync(Json.Call(1, "Calc.refuse", """{"why":"so"}""", meta))));
        Assert.Contains(host.Log.Entries, e => e.Text.Contains(Caller, StringComparison.Ordinal) && e.Text.Contains("Refused", StringComparison.Ordinal));
    }

    private static string TraceIdOf(JsonElement answer) =>
        answer.GetProperty("error").GetProperty("data").GetProperty("traceId").GetString()!;
}
