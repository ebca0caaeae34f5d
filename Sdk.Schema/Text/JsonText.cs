namespace Virtwire.Sdk.Schema.Text;

/// <summary>The ways in which a text can fail to be strict JSON.</summary>
public enum JsonFaultKind
{
    /// <summary>Something else stands where a token was expected.</summary>
    Syntax,

    /// <summary>A string that breaks the rules: an escape, a control character, half a surrogate pair, no end.</summary>
    String,

    /// <summary>A number that breaks the rules.</summary>
    Number,

    /// <summary>A comment, a trailing comma, single quotes: what relaxed readers allow.</summary>
    Relaxed,

    /// <summary>A key that the object already has.</summary>
    DuplicateKey,

    /// <summary>Arrays and objects nested too deep.</summary>
    TooDeep,

    /// <summary>A byte-order mark, which belongs to a file's encoding and not to its text.</summary>
    ByteOrderMark,
}

/// <summary>A place where a text is not strict JSON.</summary>
/// <param name="Kind">Which rule is broken.</param>
/// <param name="Start">The offset of the first character that is at fault.</param>
/// <param name="Length">How many characters are.</param>
/// <param name="Detail">What is wrong, as the end of a sentence.</param>
public sealed record JsonFault(JsonFaultKind Kind, int Start, int Length, string Detail);

/// <summary>What a <see cref="JsonTextReader"/> made of a text.</summary>
public sealed class JsonText
{
    internal JsonText(string text, JsonValue? root, IReadOnlyList<JsonFault> faults)
    {
        Root = root;
        Faults = faults;
        Lines = new LineIndex(text);
    }

    /// <summary>The value, as far as it could be read; null when there is none at all.</summary>
    public JsonValue? Root { get; }

    /// <summary>What is wrong, in the order of the text; empty exactly where the text is strict JSON.</summary>
    public IReadOnlyList<JsonFault> Faults { get; }

    /// <summary>The lines of the text.</summary>
    public LineIndex Lines { get; }
}
