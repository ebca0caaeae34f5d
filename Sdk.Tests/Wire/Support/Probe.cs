using System.Text;
using System.Text.Json;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Tests.Wire;

/// <summary>Codecs on whole JSON texts, as tests want them.</summary>
internal static class Probe
{
    /// <summary>What a codec makes of a text.</summary>
    public static T Read<T, TCodec>(string json, WireMode mode = WireMode.Lenient)
        where TCodec : IWireCodec<T> => WireValue.Read<T, TCodec>(Encoding.UTF8.GetBytes(json), mode);

    /// <summary>What a codec writes.</summary>
    public static string Write<T, TCodec>(T value)
        where TCodec : IWireCodec<T> => Encoding.UTF8.GetString(WireValue.ToBytes<T, TCodec>(value));

    /// <summary>A value, written and read again.</summary>
    public static T RoundTrip<T, TCodec>(T value)
        where TCodec : IWireCodec<T> => Read<T, TCodec>(Write<T, TCodec>(value), WireMode.Strict);

    /// <summary>The refusal of a text, and where it says the fault is.</summary>
    public static (WireFault Fault, string Path) Refusal<T, TCodec>(string json, WireMode mode = WireMode.Strict)
        where TCodec : IWireCodec<T> => Refusal<T, TCodec>(Encoding.UTF8.GetBytes(json), mode);

    /// <summary>The refusal of a text that may not even be UTF-8.</summary>
    public static (WireFault Fault, string Path) Refusal<T, TCodec>(byte[] json, WireMode mode = WireMode.Strict)
        where TCodec : IWireCodec<T>
    {
        var refusal = Assert.Throws<WireException>(() => WireValue.Read<T, TCodec>(json, mode));
        return (refusal.Fault, refusal.PathIn(json));
    }

    /// <summary>
    /// The rule of every scalar: a text is refused with a <see cref="WireException"/>, or it is accepted and the framework's own
    /// reader accepts it too and finds an equal value.
    /// </summary>
    public static bool RefusesOrAgrees<T, TCodec, TOracle>(byte[] json, Func<T, TOracle, bool> areEqual, JsonSerializerOptions? options = null)
        where TCodec : IWireCodec<T>
    {
        T ours;
        try
        {
            ours = WireValue.Read<T, TCodec>(json, WireMode.Strict);
        }
        catch (WireException)
        {
            return true;
        }

        return areEqual(ours, JsonSerializer.Deserialize<TOracle>(json, options)!);
    }
}
