using System.Globalization;
using Virtwire.Sdk.Schema.Diagnostics;
using Virtwire.Sdk.Schema.Text;

namespace Virtwire.Sdk.Schema.Reading;

/// <summary>
/// Finds the place in a document's text that a finding's pointer names. It is kept apart from the model, so that a model stays equal
/// when a document is only reformatted; it is equal to nothing but itself.
/// </summary>
public sealed class SourceMap
{
    private readonly JsonText _text;

    internal SourceMap(JsonText text) => _text = text;

    /// <summary>The place of a finding.</summary>
    public TextSpan Find(SchemaDiagnostic diagnostic) => diagnostic.Span ?? Find(diagnostic.Pointer, diagnostic.Part);

    /// <summary>
    /// The place of a key or value. Where the pointer leads to nothing, the place of the nearest element around it, by its key.
    /// </summary>
    public TextSpan Find(string pointer, ElementPart part)
    {
        if (_text.Root is not { } value)
            return _text.Lines.SpanOf(0, 0);
        JsonMember? member = null;
        foreach (var segment in JsonPointer.Segments(pointer))
        {
            if (value.Kind == JsonKind.Object && MemberOf(value, segment) is { } next)
            {
                member = next;
                value = next.Value;
            }
            else if (value.Kind == JsonKind.Array && ItemOf(value, segment) is { } item)
            {
                member = null;
                value = item;
            }
            else
            {
                part = ElementPart.Key;
                break;
            }
        }

        if (part == ElementPart.Key && member is not null)
            return _text.Lines.SpanOf(member.NameStart, member.NameLength);
        // An object or array is long: its first character says where it is.
        return _text.Lines.SpanOf(value.Start, value.Kind is JsonKind.Object or JsonKind.Array ? 1 : value.Length);
    }

    private static JsonMember? MemberOf(JsonValue value, string name)
    {
        for (var i = 0; i < value.Members.Count; i++)
        {
            if (value.Members[i].Name == name)
                return value.Members[i];
        }

        return null;
    }

    private static JsonValue? ItemOf(JsonValue value, string segment) =>
        int.TryParse(segment, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < value.Items.Count
            ? value.Items[index]
            : null;
}
