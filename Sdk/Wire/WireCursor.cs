using System.Buffers;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace Virtwire.Sdk.Wire;

/// <summary>
/// Reads JSON on the guess that it is what <see cref="WireWriter"/> writes: members in the order in which they are written, no white
/// space, no escapes. It looks at no byte but those it takes, and where the guess fails it declines. What it takes, the codecs on
/// <see cref="Utf8JsonReader"/> take as well and with the same value; what it declines is theirs, and so is every refusal.
/// </summary>
/// <remarks>
/// A value that is not as guessed is read by its own codec, and the rest of an object whose members are not as guessed by the
/// object's; what holds them goes on guessing. A method that declines may leave the cursor anywhere: whoever goes on after that puts it
/// back.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct WireCursor
{
    /// <summary>Where text that is as guessed ends: a quote, or what cannot stand in it as it is.</summary>
    private static readonly SearchValues<byte> EndsOfText = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(static control => (byte)control), (byte)'"', (byte)'\\']);

    /// <summary>As strict as the JSON reader's own.</summary>
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly WireMode _mode;
    private ReadOnlySpan<byte> _rest;

    // What must stand before the next name: the brace of an object that was just begun, or a comma.
    private byte _separator;

    // How many levels deeper it may go.
    private int _room;

    // How many bytes may still be read twice. Without a bound, nested surprises could each have all that they hold read anew.
    private int _credit;

    internal WireCursor(ReadOnlySpan<byte> json, WireMode mode, int maxDepth)
    {
        _rest = json;
        _mode = mode;
        _room = maxDepth;
        _credit = json.Length;
    }

    /// <summary>Whether a request is read: then a value that does not meet its constraints is declined, and so is what is not known.</summary>
    public readonly bool IsStrict => _mode == WireMode.Strict;

    /// <summary>How often the JSON reader had to read in the place of a guess that failed.</summary>
    internal int Surprises { readonly get; private set; }

    /// <summary>What was not taken yet.</summary>
    internal readonly ReadOnlySpan<byte> Rest => _rest;

    /// <summary>Reads a whole JSON text as one value; false where the guess fails, or the value is wrong.</summary>
    internal static bool TryRead<T, TCodec>(ReadOnlySpan<byte> json, WireMode mode, int maxDepth, [MaybeNullWhen(false)] out T value)
        where TCodec : IWireCodec<T>
    {
        value = default;
        if (!WireFormat.Guesses)
            return false;
        try
        {
            var cursor = new WireCursor(json, mode, maxDepth);
            return TCodec.TryReadWire(ref cursor, out value) && cursor._rest.IsEmpty;
        }
        catch (Exception refused) when (refused is WireException or JsonException or DecoderFallbackException)
        {
            return false;
        }
    }

    /// <summary>Begins an object, unless it is a variant's, whose <paramref name="tag"/> is read already: then notes that.</summary>
    public void BeginMembers(scoped ReadOnlySpan<byte> tag, ref ulong seen, int bit)
    {
        if (tag.IsEmpty)
            BeginObject();
        else
            seen |= 1UL << bit;
    }

    /// <summary>Begins an object.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void BeginObject()
    {
        _separator = (byte)'{';

        // Too deep: nothing of it can be taken.
        if (--_room < 0)
            _rest = default;
    }

    /// <summary>Takes the end of an object, if it stands here.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool EndObject()
    {
        if (!(_separator == ',' ? TryTake((byte)'}') : TryTake("{}"u8)))
            return false;
        _separator = (byte)',';
        _room++;
        return true;
    }

    /// <summary>Takes a name, or a name and its value: <c>"state":</c> or <c>"type":"file"</c>. Declines in place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryName(scoped ReadOnlySpan<byte> encoded)
    {
        var rest = _rest;
        if (rest.Length <= encoded.Length || rest[0] != _separator || !rest[1..].StartsWith(encoded))
            return false;
        _rest = rest[(encoded.Length + 1)..];
        _separator = (byte)',';
        return true;
    }

    /// <summary>Takes a member if it stands here, and notes in <paramref name="seen"/> that it was there. Declines in place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Member<T, TCodec>(scoped ReadOnlySpan<byte> name, ref T? value, ref ulong seen, int bit)
        where TCodec : IWireCodec<T>
    {
        var start = _rest;
        if (TryName(name))
            seen |= Value<T, TCodec>(start, ref value) << bit;
    }

    /// <summary>As the other one, for a member that may be absent.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Member<T, TCodec>(scoped ReadOnlySpan<byte> name, ref T? value, ref ulong seen, int bit)
        where T : struct
        where TCodec : IWireCodec<T>
    {
        var start = _rest;
        if (TryName(name))
            seen |= Value<T, TCodec>(start, ref value) << bit;
    }

    /// <summary>As the other ones, for a member that may be absent or null.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Member<T, TCodec>(scoped ReadOnlySpan<byte> name, ref Optional<T> value, ref ulong seen, int bit)
        where TCodec : IWireCodec<T>
    {
        var start = _rest;
        if (TryName(name))
            seen |= Value<T, TCodec>(start, ref value) << bit;
    }

    /// <summary>Takes the end of an object's members, or has the rest of them read by the object's own codec.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool EndMembers<T, TDraft>(ref TDraft draft, scoped ReadOnlySpan<byte> tag, out T value)
        where TDraft : struct, IWireDraft<T>
    {
        if ((EndObject() || TryReadOn<T, TDraft>(ref draft, tag)) && draft.IsComplete)
        {
            value = draft.ToValue();
            return true;
        }

        value = default!;
        return false;
    }

    /// <summary>Reads a value whatever it looks like: one that is not as guessed is read by its own codec.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool Item<T, TCodec>([MaybeNullWhen(false)] out T value)
        where TCodec : IWireCodec<T>
    {
        var start = _rest;
        var room = _room;
        return TCodec.TryReadWire(ref this, out value) || TryReadPlain<T, TCodec>(start, room, out value);
    }

    /// <summary>Takes the bracket that begins an array, and one level.</summary>
    internal bool BeginArray() => --_room >= 0 && TryTake((byte)'[');

    /// <summary>Takes the end of an array, if it stands here.</summary>
    internal bool EndArray()
    {
        if (!TryTake((byte)']'))
            return false;
        _room++;
        return true;
    }

    /// <summary>Takes a byte, if it stands here.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool TryTake(byte expected)
    {
        if (_rest.IsEmpty || _rest[0] != expected)
            return false;
        _rest = _rest[1..];
        return true;
    }

    /// <summary>Takes bytes, if they stand here.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool TryTake(scoped ReadOnlySpan<byte> expected)
    {
        if (!_rest.StartsWith(expected))
            return false;
        _rest = _rest[expected.Length..];
        return true;
    }

    /// <summary>Takes the first <paramref name="count"/> bytes of <see cref="Rest"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Take(int count) => _rest = _rest[count..];

    /// <summary>Takes a string without escapes, and gives what is between its quotes. Whether that is UTF-8 nobody has looked at.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool TryText(out ReadOnlySpan<byte> utf8)
    {
        utf8 = default;
        if (_rest.IsEmpty || _rest[0] != '"')
            return false;
        var text = _rest[1..];
        var end = text.IndexOfAny(EndsOfText);
        if (end < 0 || text[end] != '"')
            return false;
        utf8 = text[..end];
        _rest = text[(end + 1)..];
        return true;
    }

    /// <summary>Takes a string without escapes.</summary>
    /// <exception cref="DecoderFallbackException">It is not UTF-8.</exception>
    internal bool TryText([MaybeNullWhen(false)] out string text)
    {
        if (!TryText(out ReadOnlySpan<byte> utf8))
        {
            text = null;
            return false;
        }

        text = Utf8.GetString(utf8);
        return true;
    }

    /// <summary>Takes a name that may be any text, if one stands here.</summary>
    internal bool TryName([MaybeNullWhen(false)] out string name)
    {
        name = null;
        if (!TryTake(_separator))
            return false;
        _separator = (byte)',';
        return TryText(out name) && TryTake((byte)':');
    }

    // One copy a codec, however many members have it: what is emitted for a type stays small enough for all its names to be compared
    // in line.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private ulong Value<T, TCodec>(ReadOnlySpan<byte> start, ref T? value)
        where TCodec : IWireCodec<T> => Item<T, TCodec>(out value) ? 1 : Back(start);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ulong Value<T, TCodec>(ReadOnlySpan<byte> start, ref T? value)
        where T : struct
        where TCodec : IWireCodec<T>
    {
        if (!Item<T, TCodec>(out var item))
            return Back(start);
        value = item;
        return 1;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ulong Value<T, TCodec>(ReadOnlySpan<byte> start, ref Optional<T> value)
        where TCodec : IWireCodec<T>
    {
        if (!Item<T, TCodec>(out var item))
            return Back(start);
        value = new(item);
        return 1;
    }

    private ulong Back(ReadOnlySpan<byte> start)
    {
        _rest = start;
        _separator = start[0];
        return 0;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryReadPlain<T, TCodec>(ReadOnlySpan<byte> start, int room, [MaybeNullWhen(false)] out T value)
        where TCodec : IWireCodec<T>
    {
        value = default;
        _credit -= start.Length - _rest.Length;
        _rest = start;
        _room = room;
        if (_credit < 0 || room <= 0)
            return false;
        Surprises++;
        var reader = new Utf8JsonReader(start, new JsonReaderOptions { MaxDepth = room });
        reader.Read();
        value = TCodec.ReadWire(ref reader, _mode);
        _rest = start[(int)reader.BytesConsumed..];
        _separator = (byte)',';
        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryReadOn<T, TDraft>(ref TDraft draft, scoped ReadOnlySpan<byte> tag)
        where TDraft : struct, IWireDraft<T>
    {
        if (_room < 0 || !ObjectReader.TryOpen(_rest, _separator, _room + 1, out var reader, out var start))
            return false;
        Surprises++;
        draft.ReadMembers(ref reader, _mode, tag);
        _rest = start[(int)reader.BytesConsumed..];
        _separator = (byte)',';
        _room++;
        return true;
    }
}
