using System.Text.Json;
using System.Text.RegularExpressions;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Tests.Wire;

/// <summary>The JSON form of the alias <c>DomainName</c>.</summary>
public readonly struct SampleNameCodec : IWireCodec<string>
{
    private const string Pattern = "[A-Za-z0-9_.+-]+";
    private static readonly Regex Regex = WireConstraint.Compile(Pattern);

    public static string ReadWire(ref Utf8JsonReader reader, WireMode mode)
    {
        var value = StringCodec.ReadWire(ref reader, mode);
        WireConstraint.MinLength(ref reader, value, 1);
        WireConstraint.Pattern(ref reader, value, Regex, Pattern);
        return value;
    }

    public static void WriteWire(Utf8JsonWriter writer, string value) =>
        StringCodec.WriteWire(writer, value);
}
