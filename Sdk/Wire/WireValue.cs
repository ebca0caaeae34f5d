using System.Buffers;
using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace Virtwire.Sdk.Wire;

/// <summary>Whole values to and from bytes and opaque JSON.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class WireValue
{
    /// <summary>Reads a whole JSON text as one value.</summary>
    /// <exception cref="WireException">It is not JSON, or not such a value.</exception>
    public static T Read<T, TCodec>(ReadOnlySpan<byte> json, WireMode mode)
        where TCodec : IWireCodec<T> => Read<T, TCodec>(json, mode, WireFormat.MaxDepth);

    /// <summary>As above, for a part of a message, which may be nested less deep than a whole one.</summary>
    internal static T Read<T, TCodec>(ReadOnlySpan<byte> json, WireMode mode, int maxDepth)
        where TCodec : IWireCodec<T> =>
        WireCursor.TryRead<T, TCodec>(json, mode, maxDepth, out var guessed) ? guessed : ReadPlain<T, TCodec>(json, mode, maxDepth);

    /// <summary>As above, without guessing.</summary>
    internal static T ReadPlain<T, TCodec>(ReadOnlySpan<byte> json, WireMode mode, int maxDepth)
        where TCodec : IWireCodec<T>
    {
        var reader = new Utf8JsonReader(json, WireFormat.ReaderOptions with { MaxDepth = maxDepth });
        try
        {
            reader.Read();
            var value = TCodec.ReadWire(ref reader, mode);
            if (reader.Read())
                Debug.Fail("A codec must leave the reader on the value's last token.");
            return value;
        }
        catch (JsonException e)
        {
            throw Broken(json, e);
        }
    }

    /// <summary>Writes one value at the end of <paramref name="output"/>.</summary>
    public static void Write<T, TCodec>(IBufferWriter<byte> output, T value)
        where TCodec : IWireCodec<T>
    {
        var writer = new WireWriter(output);
        TCodec.WriteWire(ref writer, value);
        writer.Flush();
    }

    /// <summary>Writes one value into bytes of its own.</summary>
    public static byte[] ToBytes<T, TCodec>(T value)
        where TCodec : IWireCodec<T>
    {
        var output = new ArrayBufferWriter<byte>();
        Write<T, TCodec>(output, value);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>The value as opaque JSON.</summary>
    public static JsonElement ToElement<T, TCodec>(T value)
        where TCodec : IWireCodec<T>
    {
        var reader = new Utf8JsonReader(ToBytes<T, TCodec>(value));
        return JsonElement.ParseValue(ref reader);
    }

    /// <summary>Reads a value out of opaque JSON.</summary>
    /// <exception cref="WireException">The JSON is not such a value.</exception>
    public static T FromElement<T, TCodec>(JsonElement element, WireMode mode)
        where TCodec : IWireCodec<T> => Read<T, TCodec>(ToBytes<JsonElement, JsonCodec>(element), mode);

    /// <summary>The details of an error, or null where a peer sent none or others: an error must not hide behind its details.</summary>
    public static T? TryDetails<T>(JsonElement? details)
        where T : class, IWireType<T>
    {
        if (details is not { } element)
            return null;
        try
        {
            return FromElement<T, T>(element, WireMode.Lenient);
        }
        catch (WireException)
        {
            return null;
        }
    }

    /// <summary>
    /// Finds where the text breaks by walking it again: codecs look ahead with copies of the reader, so the first one may stand elsewhere.
    /// </summary>
    private static WireException Broken(ReadOnlySpan<byte> json, JsonException inner)
    {
        var reader = new Utf8JsonReader(json, WireFormat.ReaderOptions);
        try
        {
            while (reader.Read())
            {
            }
        }
        catch (JsonException)
        {
            // The reader stands before what broke it.
        }

        var next = json[(int)reader.BytesConsumed..].TrimStart(" \t\r\n:,"u8);
        var isDeepest = reader.CurrentDepth + (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray ? 1 : 0) >= WireFormat.MaxDepth;
        return isDeepest && !next.IsEmpty && next[0] is ((byte)'{' or (byte)'[')
            ? new WireException(WireFault.TooDeep, reader.BytesConsumed, $"is nested deeper than {WireFormat.MaxDepth} levels", inner: inner)
            : new WireException(WireFault.Syntax, reader.BytesConsumed, "is not JSON", inner: inner);
    }
}
