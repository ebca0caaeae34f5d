using System.Text;

namespace Virtwire.Sdk.Tests.Wire.Guessing.Soak;

/// <summary>Changes JSON texts in the ways in which peers differ from our own writer, by age, by taste or by malice.</summary>
internal static class Mutation
{
    private static readonly string[] Spaces = [" ", "\n", "\t\r\n", "  ", "\f", "\u00a0", "//\n", "/**/", "\0"];
    private static readonly string[] OddNumbers =
    [
        "01", "1.", ".5", "-0", "-", "+1", "1e5", "1E+2", "1e", "NaN", "Infinity", "1e400", "0x1", "12345678901234567890", "1.0", "-01", "00", "1_0",
        "9007199254740992", "999999999999999999", "-999999999999999999", "2147483648",
    ];

    private static readonly string[] OddText =
    [
        "\\ud800", "\\udc00\\ud800", "\\u0041", "\\n", "\\/", "\\\"", "\\x", "\\u00", "\n", "\u001f", "\u007f", "ü", "🖥", "\"", "\\", "\\u0000", "\\ud83d\\udda5",
    ];

    private static readonly byte[][] BadUtf8 = [[0xFF], [0xC3], [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xC0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0x80]];
    private static readonly string[] OddValues = ["null", "true", "{}", "[]", "\"\"", "0", "\"0\"", "{\"a\":1,\"a\":2}", "[1,]", "{\"a\":}"];

    /// <summary>The text with one to three changes.</summary>
    public static byte[] Of(byte[] json, Random random)
    {
        // That is no JSON any more: nothing else can be changed in it.
        if (random.Next(4) == 0)
            return EndEarly(json, Anatomy.Of(json), random);
        for (var left = random.Next(1, 4); left > 0; left--)
        {
            try
            {
                json = Once(json, Anatomy.Of(json), random);
            }
            catch (Exception e) when (e is System.Text.Json.JsonException or InvalidOperationException)
            {
                // It is no JSON any more: there is nothing left to take apart.
                return Bytes(json, random);
            }
        }

        return json;
    }

    private static byte[] Once(byte[] json, Anatomy parts, Random random) => random.Next(14) switch
    {
        0 => Bytes(json, random),
        1 => Insert(json, Pick(parts.Edges, random), Encoding.UTF8.GetBytes(Spaces[random.Next(Spaces.Length)])),
        2 => Spread(json, parts, random),
        3 => Reorder(json, parts, random),
        4 => Again(json, parts, random),
        5 => InText(json, parts, random, Encoding.UTF8.GetBytes(OddText[random.Next(OddText.Length)])),
        6 => InText(json, parts, random, BadUtf8[random.Next(BadUtf8.Length)]),
        7 when parts.Numbers.Count > 0 => Replace(json, Pick(parts.Numbers, random), OddNumbers[random.Next(OddNumbers.Length)]),
        8 => json[..random.Next(json.Length + 1)],
        9 => Replace(json, Pick(parts.Values, random), Deep(random)),
        10 => Replace(json, Pick(parts.Values, random), OddValues[random.Next(OddValues.Length)]),
        11 => Remove(json, parts, random),
        _ => Unknown(json, parts, random),
    };

    private static byte[] Bytes(byte[] json, Random random)
    {
        if (json.Length == 0)
            return json;
        var at = random.Next(json.Length);
        return random.Next(3) switch
        {
            0 => [.. json[..at], (byte)random.Next(256), .. json[(at + 1)..]],
            1 => [.. json[..at], .. json[(at + 1)..]],
            _ => Insert(json, at, [(byte)"{}[]\",:\\0-.enut \0"[random.Next(17)]]),
        };
    }

    /// <summary>White space between all tokens, as other writers like it.</summary>
    private static byte[] Spread(byte[] json, Anatomy parts, Random random)
    {
        var spread = json;
        foreach (var edge in parts.Edges.Distinct().OrderDescending())
            spread = Insert(spread, edge, random.Next(2) == 0 ? " "u8 : "\n"u8);
        return spread;
    }

    private static byte[] Reorder(byte[] json, Anatomy parts, Random random)
    {
        var members = Pick(parts.Objects, random);
        if (members is not { Count: > 1 })
            return json;
        var first = random.Next(members.Count - 1);
        var second = random.Next(first + 1, members.Count);
        return
        [
            .. json[..members[first].Start], .. json[members[second]], .. json[members[first].End..members[second].Start],
            .. json[members[first]], .. json[members[second].End..],
        ];
    }

    private static byte[] Again(byte[] json, Anatomy parts, Random random)
    {
        var members = Pick(parts.Objects, random);
        if (members is not { Count: > 0 })
            return json;
        var member = Pick(members, random);
        return Insert(json, Pick(members, random).End.Value, [(byte)',', .. json[member]]);
    }

    private static byte[] Remove(byte[] json, Anatomy parts, Random random)
    {
        var members = Pick(parts.Objects, random);
        if (members is not { Count: > 1 })
            return json;
        var at = random.Next(members.Count - 1);
        return [.. json[..members[at].Start], .. json[members[at + 1].Start..]];
    }

    /// <summary>
    /// A member less, and the end of its object in its place: behind that what the object still had, or the members of another one.
    /// </summary>
    private static byte[] EndEarly(byte[] json, Anatomy parts, Random random)
    {
        var members = Pick(parts.Objects, random);
        if (members is not { Count: > 1 })
            return json;
        var at = random.Next(1, members.Count);
        var kept = json[..members[at - 1].End];
        var rest = json[members[at].End..];
        var other = Pick(parts.Objects, random);
        return other.Count == 0 || other == members
            ? [.. kept, (byte)'}', .. rest]
            : [.. kept, .. "},"u8, .. json[other[0].Start..other[^1].End], .. rest];
    }

    /// <summary>A member that nobody knows: in front, somewhere between, or at the end.</summary>
    private static byte[] Unknown(byte[] json, Anatomy parts, Random random)
    {
        var name = random.Next(6) switch
        {
            0 => "self",
            1 => "type",
            2 => "kind",
            3 => "\\u0061",
            _ => "zz" + random.Next(100),
        };
        var member = Encoding.UTF8.GetBytes($"\"{name}\":{(random.Next(3) == 0 ? Deep(random) : OddValues[random.Next(OddValues.Length)])}");
        var members = Pick(parts.Objects, random);
        if (members is not { Count: > 0 })
            return json;
        return random.Next(3) switch
        {
            0 => Insert(json, members[0].Start.Value, [.. member, (byte)',']),
            1 => Insert(json, Pick(members, random).End.Value, [(byte)',', .. member]),
            _ => Insert(json, members[^1].End.Value, [(byte)',', .. member]),
        };
    }

    private static byte[] InText(byte[] json, Anatomy parts, Random random, byte[] text)
    {
        if (parts.Strings.Count == 0)
            return json;
        var (offset, length) = Pick(parts.Strings, random).GetOffsetAndLength(json.Length);
        return Insert(json, random.Next(offset + 1, offset + length), text);
    }

    private static string Deep(Random random)
    {
        var levels = random.Next(3) == 0 ? random.Next(55, 70) : random.Next(1, 6);
        var isArray = random.Next(2) == 0;
        return string.Concat(Enumerable.Repeat(isArray ? "[" : "{\"name\":\"\",\"parent\":", levels)) + "0"
            + new string(isArray ? ']' : '}', levels);
    }

    private static byte[] Replace(byte[] json, Range range, string with) => [.. json[..range.Start], .. Encoding.UTF8.GetBytes(with), .. json[range.End..]];

    private static byte[] Insert(byte[] json, int at, ReadOnlySpan<byte> bytes) => [.. json[..at], .. bytes, .. json[at..]];

    private static T Pick<T>(List<T> list, Random random) => list.Count == 0 ? default! : list[random.Next(list.Count)];
}
