using System.Globalization;
using System.Text;

namespace Virtwire.Sdk.Schema.Text;

/// <summary>
/// The one way to write a JSON value: no white space, keys in ordinal order, numbers without a needless digit, and only those
/// characters escaped that must be or that some tools take for the end of a line.
/// </summary>
public static class CanonicalJson
{
    /// <summary>Writes a value.</summary>
    public static string Write(JsonValue value)
    {
        var text = new StringBuilder();
        Append(text, value);
        return text.ToString();
    }

    /// <summary>Appends a string in its quotes.</summary>
    public static void AppendString(StringBuilder target, string text)
    {
        target.Append('"');
        foreach (var c in text)
        {
            switch (c)
            {
                case '"':
                    target.Append("\\\"");
                    break;
                case '\\':
                    target.Append("\\\\");
                    break;
                case '\n':
                    target.Append("\\n");
                    break;
                case '\r':
                    target.Append("\\r");
                    break;
                case '\t':
                    target.Append("\\t");
                    break;
                case < ' ' or '\x7F' or '\x85' or '\u2028' or '\u2029' or '\uFEFF':
                    target.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
                    break;
                default:
                    target.Append(c);
                    break;
            }
        }

        target.Append('"');
    }

    private static void Append(StringBuilder target, JsonValue value)
    {
        switch (value.Kind)
        {
            case JsonKind.Object:
                AppendObject(target, value);
                break;
            case JsonKind.Array:
                target.Append('[');
                for (var i = 0; i < value.Items.Count; i++)
                {
                    if (i > 0)
                        target.Append(',');
                    Append(target, value.Items[i]);
                }

                target.Append(']');
                break;
            case JsonKind.String:
                AppendString(target, value.Text);
                break;
            case JsonKind.Number:
                target.Append(JsonNumber.TryParse(value.Text, out var number) ? number.ToString() : value.Text);
                break;
            default:
                target.Append(value.Kind switch { JsonKind.True => "true", JsonKind.False => "false", _ => "null" });
                break;
        }
    }

    private static void AppendObject(StringBuilder target, JsonValue value)
    {
        var members = value.Members.ToArray();
        Array.Sort(members, static (a, b) => string.CompareOrdinal(a.Name, b.Name));
        target.Append('{');
        for (var i = 0; i < members.Length; i++)
        {
            if (i > 0)
                target.Append(',');
            AppendString(target, members[i].Name);
            target.Append(':');
            Append(target, members[i].Value);
        }

        target.Append('}');
    }
}
