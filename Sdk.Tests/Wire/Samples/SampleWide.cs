using System.Buffers.Text;
using System.Text.Json;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Tests.Wire;

/// <summary>
/// A struct of 64 + 6 members <c>m00</c> … <c>m69</c>, so that what was seen takes two words; <c>m01</c>, <c>m63</c>, <c>m64</c> and
/// <c>m69</c> are required. Emitted code has a case for each member; here the names are counted, to keep it short.
/// </summary>
public sealed record SampleWide(int?[] Values) : IWireStruct<SampleWide>
{
    private const int Members = 70;
    private const ulong Required0 = (1UL << 1) | (1UL << 63);
    private const ulong Required1 = (1UL << 0) | (1UL << 5);

    private static readonly string Names0 = string.Join(' ', Enumerable.Range(0, 64).Select(Name));
    private static readonly string Names1 = string.Join(' ', Enumerable.Range(64, Members - 64).Select(Name));

    public static string Name(int member) => $"m{member:00}";

    public static SampleWide ReadWire(ref Utf8JsonReader reader, WireMode mode) => ReadWireMembers(ref reader, mode, default);

    public static SampleWide ReadWireMembers(ref Utf8JsonReader reader, WireMode mode, scoped ReadOnlySpan<byte> tag)
    {
        var values = new int?[Members];
        ulong seen0 = 0;
        ulong seen1 = 0;
        WireReader.BeginObject(ref reader);
        while (WireReader.NextMember(ref reader, out var name))
        {
            if (name.Length == 3 && name[0] == 'm' && Utf8Parser.TryParse(name[1..], out int member, out var used) && used == 2 && member < Members)
            {
                WireReader.Once(ref reader, ref member < 64 ? ref seen0 : ref seen1, member % 64);
                values[member] = Int32Codec.ReadWire(ref reader, mode);
            }
            else
            {
                WireReader.Unknown(ref reader, mode, name, tag, ref seen1, Members - 64);
            }
        }

        WireReader.Require(ref reader, seen0, Required0, Names0);
        WireReader.Require(ref reader, seen1, Required1, Names1);
        return new SampleWide(values);
    }

    public static void WriteWire(ref WireWriter writer, SampleWide value)
    {
        writer.BeginObject();
        WriteWireMembers(ref writer, value);
        writer.EndObject();
    }

    public static void WriteWireMembers(ref WireWriter writer, SampleWide value)
    {
        for (var member = 0; member < Members; member++)
        {
            if (value.Values[member] is { } number)
            {
                writer.WriteName(Name(member));
                writer.WriteNumber(number);
            }
        }
    }
}
