using System.Text.Json;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Tests.Wire;

/// <summary>The JSON form of the alias <c>DomainName</c>.</summary>
public readonly struct SampleNameCodec : IWireCodec<string>
{
    private static readonly TextPattern Pattern = new("[A-Za-z0-9_.+-]+");

    public static string ReadWire(ref Utf8JsonReader reader, WireMode mode)
    {
        var value = StringCodec.ReadWire(ref reader, mode);
        WireConstraint.MinLength(ref reader, value, 1);
        WireConstraint.Pattern(ref reader, value, Pattern);
        return value;
    }

    public static void WriteWire(ref WireWriter writer, string value) =>
        StringCodec.WriteWire(ref writer, value);
}
