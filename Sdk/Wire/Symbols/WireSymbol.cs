using System.ComponentModel;
using System.Text.Json;

namespace Virtwire.Sdk.Wire;

/// <summary>
/// A value of an open enum: its text on the wire, encoded once, and its number. There is one symbol for each value that the schema
/// knows, so comparing those compares references; others are made as they are read and compared by their text.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class WireSymbol : IEquatable<WireSymbol>
{
    internal WireSymbol(string text, int number, bool isKnown)
    {
        Text = text;
        Number = number;
        IsKnown = isKnown;
        Encoded = JsonEncodedText.Encode(text, WireFormat.Encoder);
    }

    /// <summary>The value as it stands on the wire.</summary>
    public string Text { get; }

    /// <summary>The value's number; for a value that the schema does not know, the fallback's or <see cref="WireSymbolTable.Unrecognized"/>.</summary>
    public int Number { get; }

    /// <summary>Whether the schema knows the value.</summary>
    public bool IsKnown { get; }

    /// <summary>The text between the quotes of a JSON string.</summary>
    public JsonEncodedText Encoded { get; }

    /// <inheritdoc/>
    public bool Equals(WireSymbol? other) =>
        ReferenceEquals(this, other) || (other is { IsKnown: false } && !IsKnown && string.Equals(Text, other.Text, StringComparison.Ordinal));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as WireSymbol);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Text);

    /// <inheritdoc/>
    public override string ToString() => Text;
}
