using System.Buffers;
using System.Net;
using System.Text.Json;
using Microsoft.Net.Http.Headers;
using Virtwire.Sdk.Rpc;
using Virtwire.Sdk.Schema.Model;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Server.Bindings.Http.Rest;

/// <summary>Puts a method's parameters together: what the path names, what the query, the header If-Match and the body say.</summary>
internal static class RestParams
{
    private const string IfRevision = "ifRevision";

    /// <summary>The parameters as JSON.</summary>
    /// <exception cref="HttpRefusal">A header is not what it should be.</exception>
    /// <exception cref="HostException">The body is not what it should be.</exception>
    internal static ReadOnlyMemory<byte> Make(HttpExchange exchange, RestRoutes routes, in RestMatch match, RestMethod method, RestTarget target, ReadOnlyMemory<byte> body)
    {
        var members = body.IsEmpty ? default : MembersOf(body.Span);
        var output = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(output, WireFormat.WriterOptions);
        var hasMembers = false;
        json.WriteStartObject();
        if (match is { Handle: { } handle, Place.Receives: { } receiver })
        {
            json.WritePropertyName(receiver);
            json.WriteRawValue(handle);
            hasMembers = true;
        }

        foreach (var parameter in target.Query.GroupBy(static pair => pair.Key, static pair => pair.Value))
        {
            WriteQuery(json, routes.Values, method, parameter.Key, [.. parameter]);
            hasMembers = true;
        }

        if (RevisionOf(exchange, method) is { } revision)
        {
            json.WriteString(IfRevision, revision);
            hasMembers = true;
        }

        if (members.IsEmpty)
        {
            json.WriteEndObject();
            json.Flush();
            return output.WrittenMemory;
        }

        json.Flush();
        if (hasMembers)
            output.Write(","u8);
        output.Write(members);
        output.Write("}"u8);
        return output.WrittenMemory;
    }

    // A member that stands twice is refused by the method's codec, which says where.
    private static void WriteQuery(Utf8JsonWriter json, RestValues values, RestMethod method, string name, IReadOnlyList<string> texts)
    {
        var type = method.FindParameter(name)?.Type ?? TypeExpression.Named(name == MethodModel.Limit && method.Method.MaxPage is not null ? BuiltInTypes.Int32 : BuiltInTypes.String);
        json.WritePropertyName(name);
        if (!values.TryWrite(json, type, texts))
            throw new InvalidParamsException(name, $"'{name}' stands {texts.Count} times in the query, and is one value.");
    }

    private static string? RevisionOf(HttpExchange exchange, RestMethod method)
    {
        var given = exchange.Context.Request.Headers.IfMatch;
        if (given.Count == 0)
            return null;
        if (method.FindParameter(IfRevision) is null)
            throw new HttpRefusal(HttpStatusCode.BadRequest, $"If-Match says nothing to {method.Name}, which has no {IfRevision}.");
        if (!EntityTagHeaderValue.TryParseStrictList(given, out var tags) || tags.Count != 1)
            throw new HttpRefusal(HttpStatusCode.BadRequest, $"If-Match must hold one revision in quotation marks, as ETag has it, and holds '{given}'.");
        if (tags[0].Equals(EntityTagHeaderValue.Any))
            return null;
        return tags[0].IsWeak
            ? throw new HttpRefusal(HttpStatusCode.PreconditionFailed, "If-Match matches no weak tag: give the revision as ETag has it.")
            : Uri.UnescapeDataString(tags[0].Tag.AsSpan().Trim('"').ToString());
    }

    /// <summary>What stands between the braces of a body.</summary>
    private static ReadOnlySpan<byte> MembersOf(ReadOnlySpan<byte> body)
    {
        var reader = JsonInput.Reader(body);
        try
        {
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
                throw new InvalidParamsException("", "The body must be a JSON object: the method's parameters by name.");
            var start = (int)reader.BytesConsumed;
            var isEmpty = true;
            while (reader.Read() && reader.CurrentDepth > 0)
                isEmpty = false;
            var end = (int)reader.TokenStartIndex;

            // One more read finds what stands after the object, which nothing may.
            reader.Read();
            return isEmpty ? default : body[start..end];
        }
        catch (JsonException)
        {
            if (JsonInput.FaultOf(body) == EnvelopeFault.TooDeep)
                throw new LimitExceededException("The body is nested deeper than 64 levels.", new LimitExceededDetails { Limit = "depth", Maximum = WireFormat.MaxDepth });
            throw new ParseErrorException("The body is not valid JSON in UTF-8.");
        }
    }
}
