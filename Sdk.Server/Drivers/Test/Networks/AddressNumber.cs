using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Virtwire.Sdk.Server.Drivers.Test.Networks;

/// <summary>IP addresses as numbers, so that they can be counted.</summary>
internal static class AddressNumber
{
    /// <summary>The number of an address.</summary>
    public static UInt128 Of(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        address.TryWriteBytes(bytes[(16 - (Bits(address) / 8))..], out _);
        return BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }

    /// <summary>The address of a number, of the family of another address.</summary>
    public static IPAddress ToAddress(UInt128 number, IPAddress like)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, number);
        return new IPAddress(bytes[(16 - (Bits(like) / 8))..]);
    }

    /// <summary>How many bits an address of its family has.</summary>
    public static int Bits(IPAddress address) => address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128;
}
