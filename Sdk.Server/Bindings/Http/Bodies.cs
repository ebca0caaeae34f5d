using System.Buffers;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Virtwire.Sdk.Server.Bindings.Http;

/// <summary>What services need of requests and answers.</summary>
internal static class Bodies
{
    /// <summary>The media type of JSON.</summary>
    internal const string Json = "application/json";

    /// <summary>Nothing is served there.</summary>
    internal static HttpRefusal NoRoute(HttpExchange exchange) => new(HttpStatusCode.NotFound, $"Nothing is served at '{exchange.Path}'.");

    /// <summary>Refuses other methods than these. Where GET is among them, HEAD is as well.</summary>
    /// <exception cref="HttpRefusal">It is another one.</exception>
    internal static void RequireMethod(HttpExchange exchange, params ReadOnlySpan<string> methods)
    {
        var method = exchange.Context.Request.Method;
        foreach (var allowed in methods)
        {
            if (method == allowed || (HttpMethods.IsGet(allowed) && HttpMethods.IsHead(method)))
                return;
        }

        var all = string.Join(", ", methods!);
        throw new HttpRefusal(HttpStatusCode.MethodNotAllowed, $"'{exchange.Path}' is for {all}.") { Allow = all };
    }

    /// <summary>Refuses a body of another type. A browser sends this one to another site only when that site lets it.</summary>
    /// <exception cref="HttpRefusal">It is another type, or another encoding than UTF-8.</exception>
    internal static void RequireType(HttpExchange exchange, string mediaType)
    {
        var given = exchange.Context.Request.ContentType;
        if (MediaTypeHeaderValue.TryParse(given, out var type)
            && type.MediaType.Equals(mediaType, StringComparison.OrdinalIgnoreCase)
            && (!type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)))
            return;
        throw new HttpRefusal(HttpStatusCode.UnsupportedMediaType, $"The body must be {mediaType} in UTF-8, and it is '{given}'.");
    }

    /// <summary>All of a request's body. Its length is limited by the server.</summary>
    /// <exception cref="BadHttpRequestException">It is longer than is allowed, or its end does not come.</exception>
    internal static async ValueTask<ReadOnlyMemory<byte>> ReadAsync(HttpExchange exchange)
    {
        var reader = exchange.Context.Request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(exchange.Aborted).ConfigureAwait(false);
            if (read.IsCompleted)
            {
                var body = read.Buffer.ToArray();
                reader.AdvanceTo(read.Buffer.End);
                return body;
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    /// <summary>Answers with a JSON object.</summary>
    internal static async Task WriteAsync(HttpExchange exchange, Action<Utf8JsonWriter> members, string mediaType = Json)
    {
        var buffer = new ArrayBufferWriter<byte>();
        await using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        await WriteAsync(exchange, buffer.WrittenMemory, mediaType).ConfigureAwait(false);
    }

    /// <summary>Answers with a body that is there already. To HEAD only its length is told.</summary>
    internal static async Task WriteAsync(HttpExchange exchange, ReadOnlyMemory<byte> body, string mediaType = Json)
    {
        var response = exchange.Context.Response;
        response.ContentType = mediaType;
        response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(exchange.Context.Request.Method))
            await response.Body.WriteAsync(body, exchange.Aborted).ConfigureAwait(false);
    }
}
