using System.Text.Json;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Tests.Wire;

/// <summary>How to shut down.</summary>
public enum SampleMode
{
    /// <summary>By ACPI.</summary>
    Acpi = 1,

    /// <summary>By the guest agent.</summary>
    Agent = 2,
}

/// <summary>The JSON form of <see cref="SampleMode"/>.</summary>
public readonly struct SampleModeCodec : IWireCodec<SampleMode>
{
    private static readonly WireSymbolTable Symbols = new("SampleMode", fallback: null, ("acpi", 1), ("agent", 2));

    public static SampleMode ReadWire(ref Utf8JsonReader reader, WireMode mode) =>
        (SampleMode)Symbols.ReadClosed(ref reader);

    public static void WriteWire(ref WireWriter writer, SampleMode value) => Symbols.WriteClosed(ref writer, (int)value);
}
