using System.Text.Json;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk;

/// <summary>
/// Reads error objects leniently: an error that can't be read hides what went wrong, so members of another type than ours are passed
/// over instead of refused. Only an error without a code is none.
/// </summary>
internal static class ErrorPayloadReader
{
    public static ErrorPayload Read(ref Utf8JsonReader reader)
    {
        var code = 0;
        var message = "";
        var data = new ErrorPayload { Code = 0, Message = "" };
        ulong seen = 0;
        WireReader.BeginObject(ref reader);
        while (WireReader.NextMember(ref reader, out var name))
        {
            switch (name.Length)
            {
                case 4 when name.SequenceEqual("code"u8):
                    WireReader.Once(ref reader, ref seen, 0);
                    code = Int32Codec.ReadWire(ref reader, WireMode.Lenient);
                    break;
                case 7 when name.SequenceEqual("message"u8):
                    WireReader.Once(ref reader, ref seen, 1);
                    message = Text(ref reader) ?? "";
                    break;
                case 4 when name.SequenceEqual("data"u8):
                    WireReader.Once(ref reader, ref seen, 2);
                    data = Data(ref reader);
                    break;
                default:
                    WireReader.Unknown(ref reader, WireMode.Lenient, name, default, ref seen, 3);
                    break;
            }
        }

        WireReader.Require(ref reader, seen, 0b001, "code");
        return data with { Code = code, Message = message };
    }

    private static ErrorPayload Data(ref Utf8JsonReader reader)
    {
        var empty = new ErrorPayload { Code = 0, Message = "" };
        if (reader.TokenType == JsonTokenType.Null)
            return empty;
        if (reader.TokenType != JsonTokenType.StartObject)
            return empty with { Details = JsonCodec.ReadWire(ref reader, WireMode.Lenient) };

        string? errorName = null, hint = null, traceId = null;
        JsonElement? subject = null, details = null;
        ulong seen = 0;
        while (WireReader.NextMember(ref reader, out var name))
        {
            switch (name.Length)
            {
                case 4 when name.SequenceEqual("name"u8):
                    WireReader.Once(ref reader, ref seen, 0);
                    errorName = Text(ref reader);
                    break;
                case 6 when name.SequenceEqual("object"u8):
                    WireReader.Once(ref reader, ref seen, 1);
                    subject = JsonCodec.ReadWire(ref reader, WireMode.Lenient);
                    break;
                case 4 when name.SequenceEqual("hint"u8):
                    WireReader.Once(ref reader, ref seen, 2);
                    hint = Text(ref reader);
                    break;
                case 7 when name.SequenceEqual("traceId"u8):
                    WireReader.Once(ref reader, ref seen, 3);
                    traceId = Text(ref reader);
                    break;
                case 7 when name.SequenceEqual("details"u8):
                    WireReader.Once(ref reader, ref seen, 4);
                    details = JsonCodec.ReadWire(ref reader, WireMode.Lenient);
                    break;
                default:
                    WireReader.Unknown(ref reader, WireMode.Lenient, name, default, ref seen, 5);
                    break;
            }
        }

        return empty with { Name = errorName, Subject = subject, Hint = hint, TraceId = traceId, Details = details };
    }

    private static string? Text(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String)
            return StringCodec.ReadWire(ref reader, WireMode.Lenient);
        reader.Skip();
        return null;
    }
}
