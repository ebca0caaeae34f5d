using System.ComponentModel;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Virtwire.Sdk.Wire;

/// <summary>
/// Where in a JSON text an offset lies: <c>self.disks[2].path</c>, with names that are no identifiers quoted: <c>tags["a b"]</c>.
/// Found by walking the text again after a failure, so that reading what is right pays nothing.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class WirePath
{
    /// <summary>
    /// The path of the value, or of the member's name, that begins at <paramref name="offset"/>; the end of an object or array has
    /// the path of the object or array. Empty for the outermost value. What can't be reached any more gets the path of what holds it.
    /// </summary>
    public static string At(ReadOnlySpan<byte> json, long offset)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = int.MaxValue });
        var steps = new Stack<Step>();
        try
        {
            while (reader.Read() && reader.TokenStartIndex <= offset)
            {
                switch (reader.TokenType)
                {
                    case JsonTokenType.EndObject or JsonTokenType.EndArray:
                        steps.Pop();
                        break;
                    case JsonTokenType.PropertyName:
                        steps.Pop();
                        steps.Push(new Step(Name(ref reader), Index: -1));
                        break;
                    default:
                        NextItem(steps);
                        if (reader.TokenStartIndex < offset)
                            Enter(ref reader, steps);
                        break;
                }

                if (reader.TokenStartIndex == offset)
                    break;
            }
        }
        catch (JsonException)
        {
            // The text is broken here; what was entered so far is the nearest that has a path.
        }

        return Print(steps);
    }

    /// <summary>The path of a member of what <paramref name="path"/> leads to.</summary>
    public static string Join(string path, string member)
    {
        var text = new StringBuilder(path);
        Append(text, member);
        return text.ToString();
    }

    private static void NextItem(Stack<Step> steps)
    {
        if (steps.TryPeek(out var step) && step.Name is null && step.IsArray)
        {
            steps.Pop();
            steps.Push(step with { Index = step.Index + 1 });
        }
    }

    private static void Enter(ref Utf8JsonReader reader, Stack<Step> steps)
    {
        if (reader.TokenType == JsonTokenType.StartObject)
            steps.Push(new Step(null, Index: -1));
        else if (reader.TokenType == JsonTokenType.StartArray)
            steps.Push(new Step(null, Index: -1, IsArray: true));
    }

    private static string Name(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return Encoding.UTF8.GetString(reader.ValueSpan);
        }
    }

    private static string Print(Stack<Step> steps)
    {
        var text = new StringBuilder();
        foreach (var step in steps.Reverse())
        {
            if (step.Name is { } name)
                Append(text, name);
            else if (step.Index >= 0)
                text.Append(CultureInfo.InvariantCulture, $"[{step.Index}]");
        }

        return text.ToString();
    }

    private static void Append(StringBuilder path, string member)
    {
        if (IsIdentifier(member))
            path.Append(path.Length == 0 ? "" : ".").Append(member);
        else
            path.Append("[\"").Append(JsonEncodedText.Encode(member, WireFormat.Encoder)).Append("\"]");
    }

    private static bool IsIdentifier(string name)
    {
        if (name.Length == 0 || char.IsAsciiDigit(name[0]))
            return false;
        foreach (var c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('_' or '$'))
                return false;
        }

        return true;
    }

    private readonly record struct Step(string? Name, int Index, bool IsArray = false);
}
