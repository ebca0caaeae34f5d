using System.Text.Json;
using Virtwire.Sdk.Schema.Model;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Server.Bindings.Http.Rest;

/// <summary>
/// Texts of a query as JSON, by the type that the schema gives them. What is not of its type is written as a string, for the method's codec to
/// refuse: there is one place that knows what is wrong with a value, and says it in the same words to everybody.
/// </summary>
internal sealed class RestValues(LinkedSchema schema)
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = WireFormat.MaxDepth };

    /// <summary>Whether a text is JSON.</summary>
    internal static bool IsJson(string text) => KindOf(text) is not null;

    /// <summary>Writes a value of a built-in type.</summary>
    internal static void WriteBuiltIn(Utf8JsonWriter json, string type, string text)
    {
        var kind = type switch
        {
            BuiltInTypes.Bool => text is "true" or "false",
            BuiltInTypes.Int32 or BuiltInTypes.Integer or BuiltInTypes.Float or BuiltInTypes.Duration => KindOf(text) == JsonValueKind.Number,
            BuiltInTypes.Json => IsJson(text),
            _ => false,
        };
        if (kind)
            json.WriteRawValue(text);
        else
            json.WriteStringValue(text);
    }

    /// <summary>Writes the value, or the values of a list, that a query gives a parameter.</summary>
    /// <param name="json">Where they are written to.</param>
    /// <param name="type">The parameter's type.</param>
    /// <param name="texts">At least one.</param>
    /// <returns>False, and nothing was written, where one is asked for and there are several.</returns>
    internal bool TryWrite(Utf8JsonWriter json, TypeExpression type, IReadOnlyList<string> texts)
    {
        var resolved = Resolve(type);
        if (resolved.Kind == TypeExpressionKind.Array)
        {
            json.WriteStartArray();
            foreach (var text in texts)
                Write(json, Resolve(resolved.Element!), text);
            json.WriteEndArray();
            return true;
        }

        if (texts.Count > 1)
            return false;
        Write(json, resolved, texts[0]);
        return true;
    }

    private static JsonValueKind? KindOf(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, Strict);
            return document.RootElement.ValueKind;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private void Write(Utf8JsonWriter json, TypeExpression type, string text)
    {
        if (type.IsBuiltIn)
            WriteBuiltIn(json, type.Name, text);
        else if (type.Kind == TypeExpressionKind.Named && schema.FindResource(type.Name) is { } resource)
            RestKeys.Alone(resource).Write(json, text, parent: null);
        else if (type.Kind == TypeExpressionKind.Named && schema.FindType(type.Name) is EnumModel)
            json.WriteStringValue(text);
        else
            WriteBuiltIn(json, BuiltInTypes.Json, text);
    }

    private TypeExpression Resolve(TypeExpression type)
    {
        while (type.Kind == TypeExpressionKind.Named && schema.FindType(type.Name) is AliasModel alias)
            type = alias.Target;
        return type;
    }
}
