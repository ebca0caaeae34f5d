using System.Buffers;
using System.Buffers.Text;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Virtwire.Sdk.Wire.Text;

namespace Virtwire.Sdk.Wire;

/// <summary>
/// Writes JSON straight into the memory of a buffer: byte for byte what <see cref="System.Text.Json.Utf8JsonWriter"/> writes with
/// <see cref="WireFormat.WriterOptions"/>, but told where a comma goes instead of working it out. Passed by reference; what it has
/// written is the buffer's after <see cref="Flush"/> only.
/// </summary>
/// <param name="output">Where the bytes go.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct WireWriter(IBufferWriter<byte> output)
{
    /// <summary>How deep objects and arrays may be nested: a value that holds itself must end in an exception.</summary>
    public const int MaxDepth = 1000;

    private const int MostDigits = 20;
    private const int MostFloatBytes = 128;
    private const int UuidBytes = 36;

    private readonly IBufferWriter<byte> _output = output;
    private Span<byte> _free;
    private int _granted;
    private int _depth;

    // What stands before the next name: the brace of an object that was just begun, or a comma.
    private byte _separator;

    /// <summary>Gives the buffer what was written since the last time.</summary>
    public void Flush()
    {
        _output.Advance(_granted - _free.Length);
        _free = default;
        _granted = 0;
    }

    /// <summary>Begins an object. Its brace is written with its first name, or with its end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void BeginObject()
    {
        Deeper();
        _separator = (byte)'{';
    }

    /// <summary>Ends an object.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void EndObject()
    {
        if (_separator == '{')
            WriteRaw("{"u8);
        WriteByte((byte)'}');
        _separator = (byte)',';
        _depth--;
    }

    /// <summary>Begins an array.</summary>
    public void BeginArray()
    {
        Deeper();
        WriteByte((byte)'[');
    }

    /// <summary>Parts two items of an array.</summary>
    public void NextItem() => WriteByte((byte)',');

    /// <summary>Ends an array.</summary>
    public void EndArray()
    {
        WriteByte((byte)']');
        _depth--;
    }

    /// <summary>Writes the name of a member, or a name and its value, encoded already: <c>"state":</c> or <c>"type":"file"</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteName(scoped ReadOnlySpan<byte> encoded)
    {
        var room = Room(encoded.Length + 1);
        room[0] = _separator;
        encoded.CopyTo(room[1..]);
        _separator = (byte)',';
        Written(encoded.Length + 1);
    }

    /// <summary>Writes the name of a member that may be any text.</summary>
    public void WriteName(string name)
    {
        WriteByte(_separator);
        WriteText(name);
        WriteByte((byte)':');
        _separator = (byte)',';
    }

    /// <summary>Writes the name of a member that may be any text, from its UTF-8.</summary>
    internal void WriteNameOf(scoped ReadOnlySpan<byte> name)
    {
        WriteByte(_separator);
        TextEncoding.Write(ref this, name);
        WriteByte((byte)':');
        _separator = (byte)',';
    }

    /// <summary>Writes what is JSON already.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteRaw(scoped ReadOnlySpan<byte> encoded)
    {
        encoded.CopyTo(Room(encoded.Length));
        Written(encoded.Length);
    }

    /// <summary>Writes <c>null</c>.</summary>
    public void WriteNull() => WriteRaw("null"u8);

    /// <summary>Writes <c>true</c> or <c>false</c>.</summary>
    public void WriteBoolean(bool value) => WriteRaw(value ? "true"u8 : "false"u8);

    /// <summary>Writes a number.</summary>
    public void WriteNumber(long value)
    {
        Utf8Formatter.TryFormat(value, Room(MostDigits), out var length);
        Written(length);
    }

    /// <summary>Writes a finite number in the shortest form that is read as the same number.</summary>
    public void WriteNumber(double value)
    {
        Utf8Formatter.TryFormat(value, Room(MostFloatBytes), out var length);
        Written(length);
    }

    /// <summary>Writes a number as a string of its digits.</summary>
    public void WriteQuoted(ulong value)
    {
        var room = Room(MostDigits + 2);
        room[0] = (byte)'"';
        Utf8Formatter.TryFormat(value, room[1..], out var length);
        room[length + 1] = (byte)'"';
        Written(length + 2);
    }

    /// <summary>Writes a uuid as a string, hyphenated and in lower case.</summary>
    public void WriteQuoted(Guid value)
    {
        var room = Room(UuidBytes + 2);
        room[0] = (byte)'"';
        Utf8Formatter.TryFormat(value, room[1..], out var length);
        room[length + 1] = (byte)'"';
        Written(length + 2);
    }

    /// <summary>Writes text that needs no escapes as a string.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteQuoted(scoped ReadOnlySpan<byte> text)
    {
        var room = Room(text.Length + 2);
        room[0] = (byte)'"';
        text.CopyTo(room[1..]);
        room[text.Length + 1] = (byte)'"';
        Written(text.Length + 2);
    }

    /// <summary>Writes bytes as a string of base64.</summary>
    public void WriteBase64(scoped ReadOnlySpan<byte> bytes)
    {
        WriteByte((byte)'"');
        Base64.EncodeToUtf8(bytes, Room(Base64.GetMaxEncodedToUtf8Length(bytes.Length)), out _, out var length);
        Written(length);
        WriteByte((byte)'"');
    }

    /// <summary>Writes text as a string. Halves of surrogate pairs become U+FFFD.</summary>
    public void WriteText(scoped ReadOnlySpan<char> text) => TextEncoding.Write(ref this, text);

    /// <summary>Writes text as a string; false, and nothing is written, where it holds half of a surrogate pair.</summary>
    public bool TryWriteText(scoped ReadOnlySpan<char> text) => TextEncoding.TryWrite(ref this, text);

    /// <summary>Memory for at least <paramref name="count"/> bytes, of which <see cref="Written"/> says how many were used.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Span<byte> Room(int count)
    {
        if (_free.Length < count)
            Grow(count);
        return _free;
    }

    /// <summary>Keeps the first bytes of <see cref="Room"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Written(int count) => _free = _free[count..];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void WriteByte(byte value)
    {
        Room(1)[0] = value;
        Written(1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Deeper()
    {
        if (++_depth > MaxDepth)
            TooDeep();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow(int count)
    {
        Flush();
        _free = _output.GetSpan(count);
        _granted = _free.Length;
    }

    [DoesNotReturn]
    private static void TooDeep() =>
        throw new InvalidOperationException($"The value is nested deeper than {MaxDepth} levels. Does an object hold itself?");
}
