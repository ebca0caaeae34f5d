using System.Globalization;
using System.Text;
using Virtwire.Sdk.Schema.Model;
using Virtwire.Sdk.Schema.Text;

namespace Virtwire.Sdk.Schema.Canonical;

/// <summary>
/// An element on its way to text: keys in ordinal order. One that holds other elements has a line for each of its keys, any other
/// stands on one line.
/// </summary>
internal sealed class CanonicalElement
{
    private readonly SortedDictionary<string, Action<StringBuilder, int>> _members = new(StringComparer.Ordinal);
    private bool _holdsElements;

    /// <summary>Adds JSON text as it is; nothing for null.</summary>
    public CanonicalElement Json(string key, string? json)
    {
        if (json is not null)
            _members.Add(key, (text, _) => text.Append(json));
        return this;
    }

    /// <summary>Adds a string; nothing for null.</summary>
    public CanonicalElement Text(string key, string? value)
    {
        if (value is not null)
            _members.Add(key, (text, _) => CanonicalJson.AppendString(text, value));
        return this;
    }

    /// <summary>Adds a flag, unless it has the value that holds where it is absent.</summary>
    public CanonicalElement Flag(string key, bool value, bool absent = false) =>
        Json(key, value == absent ? null : value ? "true" : "false");

    /// <summary>Adds an integer; nothing for null.</summary>
    public CanonicalElement Integer(string key, int? value) => Json(key, value?.ToString(CultureInfo.InvariantCulture));

    /// <summary>Adds a version; nothing for null.</summary>
    public CanonicalElement Version(string key, SchemaVersion? value) => Text(key, value?.ToString());

    /// <summary>Adds an array of strings, unless it is empty.</summary>
    public CanonicalElement Names(string key, EquatableArray<string> names)
    {
        if (names.Count > 0)
            _members.Add(key, (text, _) => AppendNames(text, names));
        return this;
    }

    /// <summary>Adds an array of arrays of strings, unless it is empty.</summary>
    public CanonicalElement NameSets(string key, EquatableArray<EquatableArray<string>> sets)
    {
        if (sets.Count > 0)
            _members.Add(key, (text, _) => AppendAll(text, '[', sets, static (t, set) => AppendNames(t, set), ']'));
        return this;
    }

    /// <summary>Adds a small element in the same line.</summary>
    public CanonicalElement Element(string key, CanonicalElement? element)
    {
        if (element is not null)
            _members.Add(key, (text, _) => element.AppendInline(text));
        return this;
    }

    /// <summary>Adds an array of small elements in the same line, unless it is empty.</summary>
    public CanonicalElement Elements(string key, IReadOnlyCollection<CanonicalElement> elements)
    {
        if (elements.Count > 0)
            _members.Add(key, (text, _) => AppendAll(text, '[', elements, static (t, e) => e.AppendInline(t), ']'));
        return this;
    }

    /// <summary>Adds named elements, each on a line of its own or on several, in ordinal order; nothing for none.</summary>
    public CanonicalElement Map(string key, IEnumerable<KeyValuePair<string, CanonicalElement>> elements, bool evenIfEmpty = false)
    {
        var map = new CanonicalElement();
        foreach (var element in elements)
            map._members.Add(element.Key, element.Value.Append);
        map._holdsElements = map._members.Count > 0;
        if (map._holdsElements || evenIfEmpty)
            _members.Add(key, map.Append);
        _holdsElements |= map._holdsElements;
        return this;
    }

    /// <summary>Appends the element, on one line or on several.</summary>
    public void Append(StringBuilder text, int indentation)
    {
        if (!_holdsElements)
        {
            AppendInline(text);
            return;
        }

        text.Append('{');
        var isFirst = true;
        foreach (var member in _members)
        {
            text.Append(isFirst ? "\n" : ",\n").Append(' ', indentation + 2);
            isFirst = false;
            AppendMember(text, member, indentation + 2);
        }

        text.Append('\n').Append(' ', indentation).Append('}');
    }

    private void AppendInline(StringBuilder text) => AppendAll(text, '{', _members, static (t, m) => AppendMember(t, m, 0), '}');

    private static void AppendMember(StringBuilder text, KeyValuePair<string, Action<StringBuilder, int>> member, int indentation)
    {
        CanonicalJson.AppendString(text, member.Key);
        text.Append(": ");
        member.Value(text, indentation);
    }

    private static void AppendNames(StringBuilder text, EquatableArray<string> names) =>
        AppendAll(text, '[', names, static (t, name) => CanonicalJson.AppendString(t, name), ']');

    private static void AppendAll<T>(StringBuilder text, char open, IEnumerable<T> items, Action<StringBuilder, T> append, char close)
    {
        text.Append(open);
        var isFirst = true;
        foreach (var item in items)
        {
            if (!isFirst)
                text.Append(", ");
            isFirst = false;
            append(text, item);
        }

        text.Append(close);
    }
}
