using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Server.Bindings.Http.Rest;

/// <summary>Answers with results. What a result says that HTTP has a header for is said there as well.</summary>
internal static class RestAnswers
{
    /// <summary>Answers with a result.</summary>
    internal static Task WriteAsync(HttpExchange exchange, RestRoutes routes, RestMethod method, RestTarget target, ReadOnlyMemory<byte> result)
    {
        var response = exchange.Context.Response;
        response.Headers.CacheControl = "no-store";
        var head = Head.Of(result.Span);
        if (head.Revision is { } revision)
            response.Headers.ETag = $"\"{Uri.EscapeDataString(revision)}\"";
        if (method.Method.MaxPage is not null && head.Next is { } next)
            response.Headers.Link = $"<{target.With("after", next)}>; rel=\"next\"";
        if (method.Method.Task is not null && head.Task is { } task && routes.Find("Task.get") is { } get)
        {
            response.StatusCode = StatusCodes.Status202Accepted;
            response.Headers.Location = get.Template.Replace($"{{{get.Keys[^1].Name}}}", Uri.EscapeDataString(task), StringComparison.Ordinal);
        }

        return Bodies.WriteAsync(exchange, result);
    }

    /// <summary>The members of a result that HTTP has words for.</summary>
    private readonly record struct Head(string? Revision, string? Next, string? Task)
    {
        public static Head Of(ReadOnlySpan<byte> result)
        {
            var head = default(Head);
            var reader = new Utf8JsonReader(result, WireFormat.ReaderOptions);
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var (isRevision, isNext, isTask) = (reader.ValueTextEquals("revision"u8), reader.ValueTextEquals("next"u8), reader.ValueTextEquals("task"u8));
                reader.Read();
                if (reader.TokenType == JsonTokenType.String && isRevision)
                    head = head with { Revision = reader.GetString() };
                else if (reader.TokenType == JsonTokenType.String && isNext)
                    head = head with { Next = reader.GetString() };
                else if (reader.TokenType == JsonTokenType.StartObject && isTask)
                    head = head with { Task = JsonElement.ParseValue(ref reader).TryGetProperty("id", out var id) ? id.GetString() : null };
                else
                    reader.Skip();
            }

            return head;
        }
    }
}
