using System.Text.Json;

namespace Virtwire.Sdk.Wire;

/// <summary>Opens the framework's reader in the middle of an object.</summary>
internal static class ObjectReader
{
    /// <summary>States in which an object was just begun, by how deep the reader may go.</summary>
    private static readonly JsonReaderState[] Begun = [.. Enumerable.Range(0, WireFormat.MaxDepth + 1).Select(Begin)];

    /// <summary>Opens a reader that goes on with the next member, or with the object's end.</summary>
    /// <param name="rest">What follows the members that were read.</param>
    /// <param name="separator">What stands before the next name: a brace where no member was read, or a comma.</param>
    /// <param name="maxDepth">How deep the object may be nested, itself included: at least 1.</param>
    /// <param name="reader">The reader.</param>
    /// <param name="start">What it reads.</param>
    public static bool TryOpen(
        ReadOnlySpan<byte> rest, byte separator, int maxDepth, out Utf8JsonReader reader, out ReadOnlySpan<byte> start)
    {
        start = rest.TrimStart(" \t\r\n"u8);
        reader = default;
        if (start.IsEmpty)
            return false;
        if (start[0] == separator)
        {
            start = start[1..].TrimStart(" \t\r\n"u8);

            // The reader would take a brace for the end of an object without members, and a comma before it would go unseen.
            if (separator == ',' && (start.IsEmpty || start[0] != '"'))
                return false;
        }
        else if (separator != ',' || start[0] != '}')
        {
            return false;
        }

        reader = new Utf8JsonReader(start, isFinalBlock: true, maxDepth < Begun.Length ? Begun[maxDepth] : Begin(maxDepth));
        return true;
    }

    private static JsonReaderState Begin(int maxDepth)
    {
        var reader = new Utf8JsonReader("{"u8, isFinalBlock: false, new JsonReaderState(new JsonReaderOptions { MaxDepth = maxDepth }));
        reader.Read();
        return reader.CurrentState;
    }
}
