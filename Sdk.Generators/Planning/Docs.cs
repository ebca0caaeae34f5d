using System.Text;
using Virtwire.Sdk.Generators.Model;
using Virtwire.Sdk.Schema.Model;

namespace Virtwire.Sdk.Generators.Planning;

/// <summary>The words of an element, with the facts of its life as remarks.</summary>
internal static class Docs
{
    /// <summary>The words of an element; <paramref name="otherwise"/> where the schema has none.</summary>
    /// <param name="life">The words and life of the element.</param>
    /// <param name="otherwise">The words of an element that has none.</param>
    /// <param name="facts">What else is to be said of it.</param>
    /// <param name="outer">The version that brought what the element stands in: said once, there.</param>
    public static DocText Of(Lifecycle life, string otherwise, string? facts = null, SchemaVersion? outer = null)
    {
        var remarks = new StringBuilder(facts);
        if (life.Since is { } since && since != outer)
            Sentence(remarks, "Since " + since + ".");
        if (life.Preview)
            Sentence(remarks, "Preview: may change in any version.");
        if (life.Features.Count > 0)
            Sentence(remarks, "Needs the feature " + string.Join(", ", life.Features) + ".");
        return new(life.Doc ?? otherwise, remarks.Length == 0 ? null : remarks.ToString(), Obsolete(life));
    }

    /// <summary>The words of a member: also its unit and its default.</summary>
    public static DocText Of(FieldModel field, SchemaVersion? outer) => Of(field.Lifecycle, "The member " + field.Name + ".", Facts(field), outer);

    private static string? Facts(FieldModel field)
    {
        var facts = new StringBuilder();
        if (field.Unit is not null)
            Sentence(facts, "Unit: " + field.Unit + ".");
        if (field.Default is not null)
            Sentence(facts, "Default: " + field.Default + ".");
        if (field.Sensitive)
            Sentence(facts, "Kept out of logs.");
        return facts.Length == 0 ? null : facts.ToString();
    }

    private static string? Obsolete(Lifecycle life)
    {
        if (life.Deprecated is not { } deprecated)
            return null;
        var text = "Deprecated since " + deprecated.Since + ".";
        return deprecated.Use is null ? text : text + " Use " + deprecated.Use + ".";
    }

    private static void Sentence(StringBuilder text, string sentence)
    {
        if (text.Length > 0)
            text.Append(' ');
        text.Append(sentence);
    }
}
