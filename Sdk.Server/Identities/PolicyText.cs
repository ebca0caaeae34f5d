using System.Globalization;
using System.Text.Json;

namespace Virtwire.Sdk.Server.Identities;

/// <summary>The JSON of a policy file, read strictly: what is wrong is said with the line and column where it stands.</summary>
internal ref struct PolicyText
{
    private readonly string _path;
    private readonly ReadOnlySpan<byte> _text;
    private Utf8JsonReader _json;

    internal PolicyText(string path, ReadOnlySpan<byte> text)
    {
        _path = path;
        _text = text.StartsWith("\uFEFF"u8) ? text[3..] : text;
        _json = new Utf8JsonReader(_text, new JsonReaderOptions { MaxDepth = 8 });
    }

    /// <summary>Where the value stands that was read last: <c>policy.json(3,14)</c>.</summary>
    internal readonly string Place => At(_json.TokenStartIndex);

    /// <summary>Steps into an object, as the next value.</summary>
    internal void BeginObject(string what) => Begin(JsonTokenType.StartObject, $"{what} must be an object.");

    /// <summary>Steps into an array, as the next value.</summary>
    internal void BeginArray(string what) => Begin(JsonTokenType.StartArray, $"{what} must be an array.");

    /// <summary>The name of the next member of the object; null at its end.</summary>
    internal string? NextMember(HashSet<string> seen)
    {
        Step();
        if (_json.TokenType == JsonTokenType.EndObject)
            return null;
        var name = Text();
        return seen.Add(name) ? name : throw Wrong($"'{name}' stands here twice.");
    }

    /// <summary>Steps to the next item of the array, which must be an object; false at its end.</summary>
    internal bool NextObject(string what)
    {
        Step();
        if (_json.TokenType == JsonTokenType.EndArray)
            return false;
        return _json.TokenType == JsonTokenType.StartObject ? true : throw Wrong($"{what} must be an object.");
    }

    /// <summary>The next item of the array, which must be a text; null at its end.</summary>
    internal string? NextText(string what)
    {
        Step();
        if (_json.TokenType == JsonTokenType.EndArray)
            return null;
        return _json.TokenType == JsonTokenType.String ? Text() : throw Wrong($"{what} must be a text.");
    }

    /// <summary>The next value, which must be a text.</summary>
    internal string ReadText(string what)
    {
        Begin(JsonTokenType.String, $"{what} must be a text.");
        return Text();
    }

    /// <summary>The next value, which must be a role.</summary>
    internal SessionRole ReadRole(string what)
    {
        var word = ReadText(what);
        return RoleWords.Parse(word) ?? throw Wrong($"There is no role '{word}'. There are none, read, operate and admin.");
    }

    /// <summary>Nothing may follow.</summary>
    internal void RequireEnd()
    {
        try
        {
            while (_json.Read())
                throw Wrong("Nothing may follow the policy.");
        }
        catch (JsonException wrong)
        {
            throw Broken(wrong);
        }
    }

    /// <summary>What is wrong with the value that was read last.</summary>
    internal readonly IOException Wrong(string message) => new($"{Place}: {message}");

    private void Begin(JsonTokenType type, string otherwise)
    {
        Step();
        if (_json.TokenType != type)
            throw Wrong(otherwise);
    }

    private void Step()
    {
        try
        {
            _json.Read();
        }
        catch (JsonException wrong)
        {
            throw Broken(wrong);
        }
    }

    private readonly string Text()
    {
        try
        {
            return _json.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw Wrong("The text is no UTF-8.");
        }
    }

    private readonly IOException Broken(JsonException wrong) => new(
        string.Create(CultureInfo.InvariantCulture, $"{_path}({(wrong.LineNumber ?? 0) + 1},{(wrong.BytePositionInLine ?? 0) + 1}): this is no JSON: {Reason(wrong.Message)}"), wrong);

    // Without the position, which stands in front already.
    private static string Reason(string message) => message.IndexOf(" LineNumber:", StringComparison.Ordinal) is >= 0 and var end ? message[..end] : message;

    private readonly string At(long offset)
    {
        var before = _text[..(int)Math.Min(offset, _text.Length)];
        var line = before.Count((byte)'\n') + 1;
        var column = before.Length - (before.LastIndexOf((byte)'\n') + 1) + 1;
        return string.Create(CultureInfo.InvariantCulture, $"{_path}({line},{column})");
    }
}
