namespace Virtwire.Sdk.Schema.Text;

/// <summary>The kinds of JSON value.</summary>
public enum JsonKind
{
    /// <summary>An object.</summary>
    Object,

    /// <summary>An array.</summary>
    Array,

    /// <summary>A string.</summary>
    String,

    /// <summary>A number.</summary>
    Number,

    /// <summary><c>true</c>.</summary>
    True,

    /// <summary><c>false</c>.</summary>
    False,

    /// <summary><c>null</c>.</summary>
    Null,
}

/// <summary>A JSON value and its place in the text.</summary>
public sealed class JsonValue
{
    internal JsonValue(JsonKind kind, int start, int length)
    {
        Kind = kind;
        Start = start;
        Length = length;
    }

    /// <summary>What it is.</summary>
    public JsonKind Kind { get; }

    /// <summary>The offset of its first character.</summary>
    public int Start { get; }

    /// <summary>How many characters it takes.</summary>
    public int Length { get; }

    /// <summary>A string without its escapes, or a number as it is written; empty for the other kinds.</summary>
    public string Text { get; internal init; } = "";

    /// <summary>The items of an array; empty for the other kinds.</summary>
    public IReadOnlyList<JsonValue> Items { get; internal init; } = [];

    /// <summary>The members of an object, in the order of the text, the first of those with one key; empty for the other kinds.</summary>
    public IReadOnlyList<JsonMember> Members { get; internal init; } = [];

    /// <summary>Whether it is <c>true</c> or <c>false</c>.</summary>
    public bool IsBoolean => Kind is JsonKind.True or JsonKind.False;

    /// <summary>The value of the member of that name, or null where there is none.</summary>
    public JsonValue? Find(string name)
    {
        for (var i = 0; i < Members.Count; i++)
        {
            if (Members[i].Name == name)
                return Members[i].Value;
        }

        return null;
    }
}

/// <summary>A member of a JSON object.</summary>
/// <param name="Name">The key, without its escapes.</param>
/// <param name="NameStart">The offset of the key's opening quote.</param>
/// <param name="NameLength">How many characters the key takes, its quotes among them.</param>
/// <param name="Value">The value.</param>
public sealed record JsonMember(string Name, int NameStart, int NameLength, JsonValue Value);
