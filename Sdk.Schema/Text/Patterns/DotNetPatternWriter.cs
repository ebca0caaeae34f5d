using System.Globalization;
using System.Text;

namespace Virtwire.Sdk.Schema.Text.Patterns;

/// <summary>Writes an I-Regexp for .NET, whose expressions match UTF-16 code units: a pair of surrogates counts as one code point.</summary>
internal static class DotNetPatternWriter
{
    private const string Surrogates = "\\uD800-\\uDFFF";
    private const string Pair = "[\\uD800-\\uDBFF][\\uDC00-\\uDFFF]";

    public static string Write(PatternNode root)
    {
        var text = new StringBuilder("\\A(?:");
        Append(text, root);
        return text.Append(")\\z").ToString();
    }

    private static void Append(StringBuilder text, PatternNode node)
    {
        switch (node)
        {
            case LiteralNode literal:
                AppendLiteral(text, literal.CodePoint);
                break;
            case AnyNode:
                text.Append("(?:[^\\n\\r").Append(Surrogates).Append("]|").Append(Pair).Append(')');
                break;
            case ClassNode set:
                AppendClass(text, set);
                break;
            case SequenceNode sequence:
                foreach (var item in sequence.Items)
                    Append(text, item);
                break;
            case ChoiceNode choice:
                text.Append("(?:");
                for (var i = 0; i < choice.Branches.Count; i++)
                {
                    if (i > 0)
                        text.Append('|');
                    Append(text, choice.Branches[i]);
                }

                text.Append(')');
                break;
            case RepeatNode repeat:
                text.Append("(?:");
                Append(text, repeat.Item);
                text.Append("){").Append(repeat.Min.ToString(CultureInfo.InvariantCulture)).Append(',')
                    .Append(repeat.Max?.ToString(CultureInfo.InvariantCulture)).Append('}');
                break;
        }
    }

    private static void AppendLiteral(StringBuilder text, int codePoint)
    {
        if (codePoint <= char.MaxValue)
        {
            AppendUnit(text, (char)codePoint);
            return;
        }

        text.Append("(?:");
        foreach (var unit in char.ConvertFromUtf32(codePoint))
            AppendUnit(text, unit);
        text.Append(')');
    }

    private static void AppendClass(StringBuilder text, ClassNode set)
    {
        // A code point beyond U+FFFF is in no range and no category: in the complements only.
        var takesPairs = set.IsNegated != set.Categories.Any(static c => c.IsComplement);
        if (takesPairs)
            text.Append("(?:");
        text.Append(set.IsNegated ? "[^" : "[");
        foreach (var range in set.Ranges)
        {
            AppendUnit(text, range.First);
            if (range.Last == range.First)
                continue;
            text.Append('-');
            AppendUnit(text, range.Last);
        }

        foreach (var category in set.Categories)
            text.Append(category.IsComplement ? "\\P{" : "\\p{").Append(category.Name).Append('}');
        text.Append("-[").Append(Surrogates).Append("]]");
        if (takesPairs)
            text.Append('|').Append(Pair).Append(')');
    }

    private static void AppendUnit(StringBuilder text, char unit)
    {
        if (unit is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9'))
            text.Append(unit);
        else
            text.Append("\\u").Append(((int)unit).ToString("X4", CultureInfo.InvariantCulture));
    }
}
