using System.Buffers;
using System.Text.Json;
using Virtwire.Sdk.Schema.Model;
using Virtwire.Sdk.Wire;
using Direction = Virtwire.Sdk.Schema.Model.StreamDirection;

namespace Virtwire.Sdk.Server.Bindings.XmlRpc;

/// <summary>
/// Values of XML-RPC as JSON, and JSON as values of XML-RPC. The way there needs no schema: the forms of JSON that the schema knows
/// are those that the values have by themselves. The way back does: only the schema tells an instant or bytes from any other string,
/// and a number that may grow from one that may not.
/// </summary>
/// <param name="schema">The schema; null where there is none.</param>
internal sealed class XmlRpcJson(LinkedSchema? schema)
{
    /// <summary>A value as JSON text.</summary>
    internal static ReadOnlyMemory<byte> ToJson(XmlRpcValue value)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = WireFormat.Encoder }))
            Write(json, value);
        return output.WrittenMemory;
    }

    /// <summary>The value of a result.</summary>
    /// <param name="result">The result.</param>
    /// <param name="method">The method that answers it; null where it is not known.</param>
    /// <exception cref="XmlRpcFault">It holds text that is none.</exception>
    internal XmlRpcValue OfResult(JsonElement result, MethodModel? method)
    {
        try
        {
            return method switch
            {
                null or { Task: not null } => Of(result, null),
                { Stream: not Direction.None } => OfMembers(result, static name => TypeExpression.Named(name == "expires" ? BuiltInTypes.Timestamp : BuiltInTypes.String)),
                { MaxPage: not null } => OfMembers(result, name => name == "items" ? method.Result : null),
                _ => Of(result, method.Result),
            };
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, in JSON that was passed through.
            throw XmlRpcFault.Unsayable();
        }
    }

    /// <summary>The value of JSON of a type.</summary>
    /// <param name="json">The JSON.</param>
    /// <param name="type">The type; null where it is not known.</param>
    internal XmlRpcValue Of(JsonElement json, TypeExpression? type) => type switch
    {
        { Kind: TypeExpressionKind.Array } when json.ValueKind == JsonValueKind.Array => OfItems(json, type.Element),
        { Kind: TypeExpressionKind.Map } when json.ValueKind == JsonValueKind.Object => OfMembers(json, _ => type.Element),
        { IsBuiltIn: true } => OfBuiltIn(json, type.Name),
        { Kind: TypeExpressionKind.Named } => OfNamed(json, type.Name),
        _ => OfShape(json),
    };

    private XmlRpcValue OfNamed(JsonElement json, string name)
    {
        var fields = schema?.FindResource(name)?.Identity;
        switch (schema?.FindType(name))
        {
            case AliasModel alias:
                return Of(json, alias.Target);
            case StructModel @struct:
                fields = @struct.Fields;
                break;
            case UnionModel union:
                fields = json.ValueKind == JsonValueKind.Object && json.TryGetProperty(union.Tag, out var tag)
                    ? (schema.FindType(union.Variants.FirstOrDefault(v => tag.ValueEquals(v.Name))?.Type ?? "") as StructModel)?.Fields
                    : null;
                break;
        }

        return fields is { } known && json.ValueKind == JsonValueKind.Object
            ? OfMembers(json, member => known.FirstOrDefault(f => f.Name == member)?.Type)
            : OfShape(json);
    }

    private static XmlRpcValue OfBuiltIn(JsonElement json, string type) => (type, json.ValueKind) switch
    {
        (BuiltInTypes.Int32, JsonValueKind.Number) when json.TryGetInt32(out var number) => new XmlRpcValue.Int(number),
        (BuiltInTypes.Integer or BuiltInTypes.Duration, JsonValueKind.Number) when json.TryGetInt64(out var number) => new XmlRpcValue.Long(number),
        (BuiltInTypes.Float, JsonValueKind.Number) => new XmlRpcValue.Real(json.GetDouble()),
        (BuiltInTypes.Bytes, JsonValueKind.String) when json.TryGetBytesFromBase64(out var bytes) => new XmlRpcValue.Binary(bytes),
        (BuiltInTypes.Timestamp, JsonValueKind.String) when json.TryGetDateTimeOffset(out var time) => new XmlRpcValue.Instant(time.ToUniversalTime()),
        _ => new XmlRpcJson(null).OfShape(json),
    };

    // What is known of no type is what it looks like.
    private XmlRpcValue OfShape(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => OfMembers(json, static _ => null),
        JsonValueKind.Array => OfItems(json, null),
        JsonValueKind.String => new XmlRpcValue.Text(json.GetString()!),
        JsonValueKind.True or JsonValueKind.False => new XmlRpcValue.Bool(json.GetBoolean()),
        JsonValueKind.Number => OfNumber(json),
        _ => XmlRpcValue.Nil.Instance,
    };

    // A number that no 64 bits hold is told digit by digit.
    private static XmlRpcValue OfNumber(JsonElement json)
    {
        if (json.TryGetInt32(out var number))
            return new XmlRpcValue.Int(number);
        if (json.TryGetInt64(out var large))
            return new XmlRpcValue.Long(large);
        var isWhole = !json.GetRawText().AsSpan().ContainsAny('.', 'e', 'E');
        return !isWhole && json.TryGetDouble(out var real) && double.IsFinite(real) ? new XmlRpcValue.Real(real) : new XmlRpcValue.Text(json.GetRawText());
    }

    private XmlRpcValue.List OfItems(JsonElement json, TypeExpression? type) => new([.. json.EnumerateArray().Select(item => Of(item, type))]);

    private XmlRpcValue OfMembers(JsonElement json, Func<string, TypeExpression?> type) => json.ValueKind == JsonValueKind.Object
        ? new XmlRpcValue.Struct([.. json.EnumerateObject().Select(member => (member.Name, Of(member.Value, type(member.Name))))])
        : OfShape(json);

    private static void Write(Utf8JsonWriter json, XmlRpcValue value)
    {
        switch (value)
        {
            case XmlRpcValue.Int(var number):
                json.WriteNumberValue(number);
                break;
            case XmlRpcValue.Long(var number):
                json.WriteNumberValue(number);
                break;
            case XmlRpcValue.Real(var number):
                json.WriteNumberValue(number);
                break;
            case XmlRpcValue.Bool(var isTrue):
                json.WriteBooleanValue(isTrue);
                break;
            case XmlRpcValue.Text(var text):
                json.WriteStringValue(text);
                break;
            case XmlRpcValue.Instant(var time):
                json.WriteStringValue(time.UtcDateTime);
                break;
            case XmlRpcValue.Binary(var bytes):
                json.WriteBase64StringValue(bytes.Span);
                break;
            case XmlRpcValue.List(var items):
                json.WriteStartArray();
                foreach (var item in items)
                    Write(json, item);
                json.WriteEndArray();
                break;
            case XmlRpcValue.Struct(var members):
                json.WriteStartObject();
                foreach (var (name, member) in members)
                {
                    json.WritePropertyName(name);
                    Write(json, member);
                }

                json.WriteEndObject();
                break;
            default:
                json.WriteNullValue();
                break;
        }
    }
}
