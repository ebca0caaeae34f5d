using System.Text.Json;

namespace Virtwire.Sdk.Wire.Text;

/// <summary>Checks JSON that is passed through unread: valid text everywhere, and no member twice in one object at any depth.</summary>
internal static class JsonText
{
    /// <summary>Checks the value on whose first token the reader stands, and leaves it on the last one.</summary>
    public static void Validate(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
        {
            Scalar(ref reader);
            return;
        }

        var outside = reader.CurrentDepth;
        var names = new Stack<HashSet<string>?>();
        do
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    names.Push(null);
                    break;
                case JsonTokenType.EndObject:
                    names.Pop();
                    break;
                case JsonTokenType.PropertyName:
                    var ofThis = names.Pop() ?? new HashSet<string>(StringComparer.Ordinal);
                    if (!ofThis.Add(WireText.GetString(ref reader)))
                        WireReader.Duplicate(ref reader);
                    names.Push(ofThis);
                    break;
                default:
                    Scalar(ref reader);
                    break;
            }
        }
        while (!AtEnd(ref reader, outside) && reader.Read());
    }

    private static bool AtEnd(ref Utf8JsonReader reader, int outside) =>
        reader.CurrentDepth == outside && reader.TokenType is (JsonTokenType.EndObject or JsonTokenType.EndArray);

    private static void Scalar(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String)
            WireText.Validate(ref reader);
    }
}
