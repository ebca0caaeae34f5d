using System.Text;
using Virtwire.Sdk.Generators.Model;
using Virtwire.Sdk.Generators.Planning;

namespace Virtwire.Sdk.Generators.Emit;

/// <summary>Prints XML docs and <c>[Obsolete]</c>.</summary>
internal static class DocEmitter
{
    /// <summary>The docs of an element, and the attribute where it is deprecated.</summary>
    public static void Element(SourceWriter writer, DocText doc)
    {
        Words(writer, doc);
        Obsolete(writer, doc);
    }

    /// <summary>The docs alone.</summary>
    public static void Words(SourceWriter writer, DocText doc)
    {
        Tag(writer, "summary", doc.Summary);
        if (doc.Remarks is not null)
            Tag(writer, "remarks", doc.Remarks);
    }

    /// <summary>The attribute alone.</summary>
    public static void Obsolete(SourceWriter writer, DocText doc)
    {
        if (doc.Obsolete is not null)
            writer.Line($"[global::System.Obsolete({Identifiers.Literal(doc.Obsolete)})]");
    }

    /// <summary>A tag with plain text; several lines keep their ends.</summary>
    public static void Tag(SourceWriter writer, string tag, string text, string attributes = "")
    {
        var escaped = Escape(text);
        if (escaped.IndexOf('\n') < 0)
        {
            writer.Line($"/// <{tag}{attributes}>{escaped}</{tag}>");
            return;
        }

        writer.Line($"/// <{tag}{attributes}>");
        foreach (var line in escaped.Split('\n'))
            writer.Line(line.Length == 0 ? "///" : "/// " + line);
        writer.Line($"/// </{tag}>");
    }

    private static string Escape(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            switch (c)
            {
                case '&': result.Append("&amp;"); break;
                case '<': result.Append("&lt;"); break;
                case '>': result.Append("&gt;"); break;
                case '\n' or '\t': result.Append(c); break;
                // What C# takes for a line's end, and what XML cannot hold.
                case '\u0085' or '\u2028' or '\u2029': result.Append(' '); break;
                case < ' ' or '\uFFFE' or '\uFFFF': break;
                default: result.Append(c); break;
            }
        }

        return result.ToString();
    }
}
