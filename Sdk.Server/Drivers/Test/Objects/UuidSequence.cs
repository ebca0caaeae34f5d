using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Virtwire.Sdk.Server.Drivers.Test.Objects;

/// <summary>The uuids of documents that bring none: the same ones in the same order, so that a test's run can be repeated.</summary>
internal sealed class UuidSequence(long seed)
{
    // What an earlier server gave out and kept: the sequence begins anew with each server.
    private readonly ConcurrentDictionary<Guid, bool> _taken = new();
    private long _count;

    /// <summary>The next hardware address of an interface that brings none, from the range of QEMU's guests. Safe from any thread.</summary>
    public string NextMac()
    {
        var number = Next().ToByteArray();
        return $"52:54:00:{number[0]:x2}:{number[1]:x2}:{number[2]:x2}";
    }

    /// <summary>Leaves a uuid out of the sequence, since an object that was kept has it.</summary>
    public void Skip(Guid uuid) => _taken.TryAdd(uuid, true);

    /// <summary>The next uuid, in the form of a random one (RFC 9562, version 4). Safe from any thread.</summary>
    public Guid Next()
    {
        Guid next;
        do
            next = Following();
        while (_taken.ContainsKey(next));
        return next;
    }

    private Guid Following()
    {
        Span<byte> input = stackalloc byte[2 * sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(input, seed);
        BinaryPrimitives.WriteInt64BigEndian(input[sizeof(long)..], Interlocked.Increment(ref _count));
        var bytes = SHA256.HashData(input).AsSpan(0, 16);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
