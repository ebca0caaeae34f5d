using System.Text.Json;

namespace Virtwire.Sdk.Tests.Wire.Guessing.Soak;

/// <summary>Where the parts of a JSON text lie.</summary>
internal sealed class Anatomy
{
    private Anatomy()
    {
    }

    /// <summary>Members with their names, grouped by object.</summary>
    public List<List<Range>> Objects { get; } = [];

    /// <summary>Strings and names with their quotes.</summary>
    public List<Range> Strings { get; } = [];

    /// <summary>Numbers.</summary>
    public List<Range> Numbers { get; } = [];

    /// <summary>Values of every kind.</summary>
    public List<Range> Values { get; } = [];

    /// <summary>Where a token begins or ends.</summary>
    public List<int> Edges { get; } = [];

    /// <summary>Takes a JSON text apart that is right.</summary>
    public static Anatomy Of(ReadOnlySpan<byte> json)
    {
        var anatomy = new Anatomy();
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = int.MaxValue });
        reader.Read();
        anatomy.Walk(ref reader);
        return anatomy;
    }

    private void Walk(ref Utf8JsonReader reader)
    {
        var start = (int)reader.TokenStartIndex;
        Note(ref reader);
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                var members = new List<Range>();
                Objects.Add(members);
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                {
                    var name = (int)reader.TokenStartIndex;
                    Note(ref reader);
                    reader.Read();
                    Walk(ref reader);
                    members.Add(name..(int)reader.BytesConsumed);
                }

                Note(ref reader);
                break;
            case JsonTokenType.StartArray:
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                    Walk(ref reader);
                Note(ref reader);
                break;
        }

        Values.Add(start..(int)reader.BytesConsumed);
    }

    private void Note(ref Utf8JsonReader reader)
    {
        // A name ends with its quote, not with its colon.
        var start = (int)reader.TokenStartIndex;
        var isText = reader.TokenType is JsonTokenType.PropertyName or JsonTokenType.String;
        var end = start + (isText ? reader.ValueSpan.Length + 2 : reader.ValueSpan.Length);
        Edges.Add(start);
        Edges.Add(end);
        if (isText)
            Strings.Add(start..end);
        else if (reader.TokenType == JsonTokenType.Number)
            Numbers.Add(start..end);
    }
}
