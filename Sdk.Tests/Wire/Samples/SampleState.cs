using System.Text.Json;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Tests.Wire;

/// <summary>The state of a domain. Open: a newer server may send values that are none of these.</summary>
public readonly struct SampleState : IWireType<SampleState>, IEquatable<SampleState>
{
    private static readonly WireSymbolTable Symbols =
        new("SampleState", fallback: "unknown", ("unknown", 0), ("running", 1), ("shutoff", 5));

    private readonly WireSymbol? _symbol;

    private SampleState(WireSymbol symbol) => _symbol = symbol;

    /// <summary>The values that this version of the schema knows, for <c>switch</c>.</summary>
    public enum Known
    {
        /// <summary>A value that this version does not know.</summary>
        Unrecognized = WireSymbolTable.Unrecognized,

        /// <summary>Not known.</summary>
        Unknown = 0,

        /// <summary>It runs.</summary>
        Running = 1,

        /// <summary>It is off.</summary>
        Shutoff = 5,
    }

    /// <summary>Not known.</summary>
    public static SampleState Unknown { get; } = new(Symbols[0]);

    /// <summary>It runs.</summary>
    public static SampleState Running { get; } = new(Symbols[1]);

    /// <summary>It is off.</summary>
    public static SampleState Shutoff { get; } = new(Symbols[2]);

    /// <summary>The value for <c>switch</c>; values that are not known count as <c>unknown</c>.</summary>
    public Known Value => (Known)(_symbol?.Number ?? WireSymbolTable.Unrecognized);

    /// <summary>Whether this version of the schema knows the value.</summary>
    public bool IsKnown => _symbol is { IsKnown: true };

    /// <summary>The value of a text, known or not.</summary>
    public static SampleState Of(string text) => new(Symbols.Of(text));

    /// <summary>The text on the wire; empty for the default.</summary>
    public override string ToString() => _symbol?.Text ?? "";

    public bool Equals(SampleState other) => _symbol is null ? other._symbol is null : _symbol.Equals(other._symbol);

    public override bool Equals(object? obj) => obj is SampleState other && Equals(other);

    public override int GetHashCode() => _symbol?.GetHashCode() ?? 0;

    /// <summary>Whether both are the same value.</summary>
    public static bool operator ==(SampleState left, SampleState right) => left.Equals(right);

    /// <summary>Whether they are different values.</summary>
    public static bool operator !=(SampleState left, SampleState right) => !left.Equals(right);

    public static SampleState ReadWire(ref Utf8JsonReader reader, WireMode mode) =>
        new(Symbols.ReadOpen(ref reader, mode));

    public static void WriteWire(ref WireWriter writer, SampleState value) => Symbols.WriteOpen(ref writer, value._symbol);
}
