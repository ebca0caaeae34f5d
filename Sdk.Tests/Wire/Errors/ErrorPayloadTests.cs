using System.Text.Json;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Tests.Wire;

public sealed class ErrorPayloadTests
{
    private const string Full =
        """{"code":1001,"message":"No domain is named 'web9'.","data":{"name":"NoDomain","object":{"name":"web9"},"hint":"h","traceId":"t","details":{"domain":"web9"}}}""";

    [Fact]
    public void The_contracts_form_comes_back()
    {
        var payload = Probe.Read<ErrorPayload, ErrorPayload>(Full);

        Assert.Equal((1001, "No domain is named 'web9'."), (payload.Code, payload.Message));
        Assert.Equal(("NoDomain", "h", "t"), (payload.Name, payload.Hint, payload.TraceId));
        Assert.Equal("""{"name":"web9"}""", payload.Subject!.Value.GetRawText());
        Assert.Equal("web9", payload.Details!.Value.GetProperty("domain").GetString());
        Assert.Equal(Full, Probe.Write<ErrorPayload, ErrorPayload>(payload));
    }

    [Theory]
    [InlineData("""{"code":-32601,"message":"no"}""", "no")]
    [InlineData("""{"code":-32601}""", "")]
    [InlineData("""{"code":-32601,"message":null,"data":null}""", "")]
    [InlineData("""{"data":{},"message":"no","code":-32601,"later":[1]}""", "no")]
    [InlineData("""{"code":-32601,"message":"no","data":{"name":1,"hint":[],"traceId":{"a":1},"later":1}}""", "no")]
    public void Any_json_rpc_peer_is_understood(string json, string message) =>
        Assert.Equal(new ErrorPayload { Code = -32601, Message = message }, Probe.Read<ErrorPayload, ErrorPayload>(json));

    [Theory]
    [InlineData("\"stack\"")]
    [InlineData("[1,2]")]
    [InlineData("7")]
    public void Data_of_another_shape_is_kept_as_details(string data) =>
        Assert.Equal(data, Probe.Read<ErrorPayload, ErrorPayload>($$"""{"code":1,"message":"","data":{{data}}}""").Details!.Value.GetRawText());

    [Theory]
    [InlineData("{}", WireFault.Missing, "code")]
    [InlineData("""{"code":"1"}""", WireFault.Mistyped, "code")]
    [InlineData("""{"code":1,"code":1}""", WireFault.Duplicate, "code")]
    [InlineData("""{"code":1,"data":{"hint":"","hint":""}}""", WireFault.Duplicate, "data.hint")]
    [InlineData("""{"code":1,"message":"\ud800"}""", WireFault.NotText, "message")]
    [InlineData("[]", WireFault.Mistyped, "")]
    public void What_is_no_error_is_refused(string json, WireFault fault, string path) =>
        Assert.Equal((fault, path), Probe.Refusal<ErrorPayload, ErrorPayload>(json));

    [Fact]
    public void Errors_come_back_and_are_json_whatever_a_message_holds() => Generate.AnyUtf16.Holds(text =>
    {
        // An answer must not be lost over half a surrogate pair in its words: it becomes the replacement character.
        var payload = new ErrorPayload { Code = 1, Message = text, Name = "N", Hint = text, TraceId = "t" };
        var json = Probe.Write<ErrorPayload, ErrorPayload>(payload);
        var read = Probe.Read<ErrorPayload, ErrorPayload>(json);
        using var document = JsonDocument.Parse(json);
        var expected = string.Concat(text.EnumerateRunes());
        return read.Message == expected && read.Hint == expected && document.RootElement.GetProperty("message").GetString() == expected;
    });

    [Fact]
    public void Damaged_errors_are_refused_or_read() => Generate.DamageTo(Full).Holds(json =>
    {
        try
        {
            WireValue.Read<ErrorPayload, ErrorPayload>(json, WireMode.Lenient);
            using var theirs = JsonDocument.Parse(json);
            return true;
        }
        catch (WireException)
        {
            return true;
        }
    });
}
