using System.Text.Json;

namespace Virtwire.Sdk.Tests.Conformance.Support;

/// <summary>Short ways to ask a message.</summary>
internal static class Json
{
    public static string Id(this JsonElement message) => message.GetProperty("id").GetRawText();

    public static int ErrorCode(this JsonElement message) => message.GetProperty("error").GetProperty("code").GetInt32();

    public static string ErrorName(this JsonElement message) => message.GetProperty("error").GetProperty("data").GetProperty("name").GetString()!;

    public static JsonElement ErrorDetails(this JsonElement message) => message.GetProperty("error").GetProperty("data").GetProperty("details");

    public static JsonElement Result(this JsonElement message) => message.GetProperty("result");

    public static string? Method(this JsonElement message) => message.TryGetProperty("method", out var method) ? method.GetString() : null;

    public static string Position(this JsonElement message) => message.GetProperty("params").GetProperty("position").GetString()!;

    public static string Call(int id, string method, string parameters = "{}", string? meta = null) => meta is null
        ? $$"""{"jsonrpc":"2.0","id":{{id}},"method":"{{method}}","params":{{parameters}}}"""
        : $$"""{"jsonrpc":"2.0","id":{{id}},"method":"{{method}}","params":{{parameters}},"meta":{{meta}}}""";

    public static string Cancel(int id) => $$$"""{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":{{{id}}}}}""";
}
