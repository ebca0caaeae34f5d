using Virtwire.Sdk.Schema.Model;

namespace Virtwire.Sdk.Schema.Reading;

/// <summary>Reads type expressions: <c>string</c>, <c>DomainInfo[]</c>, <c>map&lt;core.Size[]&gt;</c>.</summary>
public static class TypeExpressionReader
{
    /// <summary>How deep arrays and maps may be nested in one expression.</summary>
    public const int MaxDepth = 8;

    private const string MapStart = "map<";

    /// <summary>Reads an expression; null where the text is none, and then <paramref name="problem"/> says why.</summary>
    public static TypeExpression? Read(string text, out string problem)
    {
        problem = "";
        return Read(text, MaxDepth, ref problem);
    }

    /// <summary>Whether <paramref name="text"/> is a name of that grammar, with or without a namespace before its last dot.</summary>
    public static bool IsReference(string text, NameRule rule)
    {
        var dot = text.LastIndexOf('.');
        return rule.Accepts(text.Substring(dot + 1)) && (dot < 0 || NameRule.Namespace.Accepts(text.Substring(0, dot)));
    }

    private static TypeExpression? Read(string text, int depth, ref string problem)
    {
        if (depth < 0)
            return Fail("arrays and maps are nested more than 8 deep; give the inner one a name with an alias", out problem);
        if (text.EndsWith("[]", StringComparison.Ordinal))
        {
            var item = Read(text.Substring(0, text.Length - 2), depth - 1, ref problem);
            return item is null ? null : TypeExpression.Array(item);
        }

        if (text.StartsWith(MapStart, StringComparison.Ordinal) && text[text.Length - 1] == '>')
        {
            var value = Read(text.Substring(MapStart.Length, text.Length - MapStart.Length - 1), depth - 1, ref problem);
            return value is null ? null : TypeExpression.Map(value);
        }

        if (BuiltInTypes.Contains(text) || IsReference(text, NameRule.Definition))
            return TypeExpression.Named(text);
        return Fail(
            Suggestion.Nearest(text, BuiltInTypes.All) is { } nearest
                ? "did you mean '" + nearest + "'?"
                : "write a built-in type, the name of a type or resource, T[] or map<T>",
            out problem);
    }

    private static TypeExpression? Fail(string reason, out string problem)
    {
        problem = reason;
        return null;
    }
}
