using System.ComponentModel;
using System.Text;
using System.Text.Json;
using Virtwire.Sdk.Wire.Text;

namespace Virtwire.Sdk.Wire;

/// <summary>The values of one enum, found by their UTF-8 without making a string.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class WireSymbolTable
{
    /// <summary>The number of a value that the schema does not know, where it names no fallback.</summary>
    public const int Unrecognized = int.MinValue;

    private readonly string _enumName;
    private readonly WireSymbol[] _symbols;
    private readonly Entry[][] _byLength;
    private readonly int _unknownNumber = Unrecognized;

    /// <summary>Makes the table of an enum.</summary>
    /// <param name="enumName">The enum's name, for messages.</param>
    /// <param name="fallback">The value whose number unknown values take; null for none.</param>
    /// <param name="values">The values with their numbers; <see cref="this[int]"/> is in this order.</param>
    public WireSymbolTable(string enumName, string? fallback, params ReadOnlySpan<(string Text, int Number)> values)
    {
        _enumName = enumName;
        _symbols = new WireSymbol[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            _symbols[i] = new WireSymbol(values[i].Text, values[i].Number, isKnown: true);
            if (values[i].Text == fallback)
                _unknownNumber = values[i].Number;
        }

        _byLength = ByLength(_symbols.Select(static symbol => (symbol.Text, symbol)));
    }

    private WireSymbolTable(WireSymbolTable table, string earlierName, WireSymbol symbol)
    {
        _enumName = table._enumName;
        _symbols = table._symbols;
        _unknownNumber = table._unknownNumber;
        _byLength = ByLength(table._byLength.SelectMany(static entries => entries)
            .Select(static entry => (Encoding.UTF8.GetString(entry.Utf8), entry.Symbol))
            .Append((earlierName, symbol)));
    }

    /// <summary>The same table, which also reads the name that the value at <paramref name="index"/> had before.</summary>
    public WireSymbolTable WithEarlierName(string name, int index) => new(this, name, _symbols[index]);

    /// <summary>The value at a place in the list that the table was made from.</summary>
    public WireSymbol this[int index] => _symbols[index];

    /// <summary>The values that the schema knows.</summary>
    public IReadOnlyList<WireSymbol> Known => _symbols;

    /// <summary>The symbol for a text, known or not.</summary>
    public WireSymbol Of(string text) => Find(text) ?? MakeUnknown(text);

    /// <summary>Reads a value of an open enum: a lenient reader keeps what it does not know, a strict one refuses it.</summary>
    public WireSymbol ReadOpen(ref Utf8JsonReader reader, WireMode mode)
    {
        var text = TextOf(ref reader);
        if (Find(text) is { } symbol)
            return symbol;
        if (mode == WireMode.Strict)
            Refuse(ref reader, text);
        return MakeUnknown(WireText.GetString(ref reader));
    }

    /// <summary>Reads a value of a closed enum, and gives its number.</summary>
    public int ReadClosed(ref Utf8JsonReader reader)
    {
        var text = TextOf(ref reader);
        if (Find(text) is not { } symbol)
        {
            Refuse(ref reader, text);
            return 0;
        }

        return symbol.Number;
    }

    /// <summary>Reads a value that the schema knows, if one stands here as our writer puts it; null otherwise.</summary>
    public WireSymbol? TryRead(ref WireCursor cursor) => cursor.TryText(out ReadOnlySpan<byte> text) ? Find(text) : null;

    /// <summary>Writes a value of an open enum.</summary>
    /// <exception cref="ArgumentNullException">The value is the enum's default, which stands for no value at all.</exception>
    public void WriteOpen(ref WireWriter writer, WireSymbol? symbol)
    {
        if (symbol is null)
            throw new ArgumentNullException(nameof(symbol), $"A {_enumName} was never set. Set it to one of {Names()}.");
        writer.WriteQuoted(symbol.Encoded.EncodedUtf8Bytes);
    }

    /// <summary>Writes a value of a closed enum by its number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No value has that number.</exception>
    public void WriteClosed(ref WireWriter writer, int number)
    {
        foreach (var symbol in _symbols)
        {
            if (symbol.Number == number)
            {
                writer.WriteQuoted(symbol.Encoded.EncodedUtf8Bytes);
                return;
            }
        }

        throw new ArgumentOutOfRangeException(nameof(number), number, $"No {_enumName} has this number. It must be one of {Names()}.");
    }

    private static ReadOnlySpan<byte> TextOf(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String)
            WireReader.Mistyped(ref reader, "a string");
        return WireText.Utf8(ref reader);
    }

    private WireSymbol? Find(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length >= _byLength.Length)
            return null;
        foreach (ref readonly var entry in _byLength[utf8.Length].AsSpan())
        {
            if (utf8.SequenceEqual(entry.Utf8))
                return entry.Symbol;
        }

        return null;
    }

    private WireSymbol? Find(string text) => Find(Encoding.UTF8.GetBytes(text));

    private static Entry[][] ByLength(IEnumerable<(string Name, WireSymbol Symbol)> names)
    {
        var entries = names.Select(static name => new Entry(Encoding.UTF8.GetBytes(name.Name), name.Symbol)).ToArray();
        var byLength = new Entry[entries.Select(static entry => entry.Utf8.Length).DefaultIfEmpty().Max() + 1][];
        for (var length = 0; length < byLength.Length; length++)
            byLength[length] = [.. entries.Where(entry => entry.Utf8.Length == length)];
        return byLength;
    }

    private WireSymbol MakeUnknown(string text) => new(text, _unknownNumber, isKnown: false);

    private void Refuse(ref Utf8JsonReader reader, scoped ReadOnlySpan<byte> text) =>
        WireException.Throw(ref reader, WireFault.Unknown, $"must be {Article()} {_enumName}, one of {Names()}, not {WireText.Quote(text)}");

    private string Article() => "AEIOU".Contains(_enumName[0], StringComparison.Ordinal) ? "an" : "a";

    private string Names() => string.Join(", ", _symbols.Select(symbol => symbol.Text));

    private readonly record struct Entry(byte[] Utf8, WireSymbol Symbol);
}
