using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace Virtwire.Sdk.Server.Drivers.Test.Storage.Files;

/// <summary>The head of a qcow2 image (QEMU's docs/interop/qcow2): enough to make an empty one, to tell one, and to change its size.</summary>
internal static class Qcow2Image
{
    private const uint Magic = 0x514649FB;
    private const int ClusterBits = 16;
    private const int ClusterSize = 1 << ClusterBits;
    private const int HeaderLength = 104;

    // A cluster of the second table maps 8192 clusters: what one entry of the first table stands for.
    private const int BytesPerEntryBits = ClusterBits + ClusterBits - 3;
    private const int EntriesPerCluster = ClusterSize / sizeof(ulong);

    // The first table ends here by the format's own rule.
    private const ulong MostEntries = (32UL << 20) / sizeof(ulong);

    private const int VersionAt = 4;
    private const int SizeAt = 24;
    private const int EntriesAt = 36;

    /// <summary>The largest image that there can be, in bytes.</summary>
    public const ulong MaxCapacity = MostEntries << BytesPerEntryBits;

    /// <summary>The capacity that the head of an image says; null where the file is no such image.</summary>
    public static ulong? ReadCapacity(SafeFileHandle file) => ReadHead(file)?.Capacity;

    /// <summary>Writes an empty image: a header, the counts of the clusters that it takes itself, and an empty first table.</summary>
    public static void WriteEmpty(SafeFileHandle file, ulong capacity)
    {
        // Room in the first table for what the image may grow to costs nothing: a cluster of it is taken anyway.
        var entries = Math.Max(Entries(capacity), EntriesPerCluster);
        var tableClusters = (int)((entries + EntriesPerCluster - 1) / EntriesPerCluster);
        const int CountTable = ClusterSize;
        const int Counts = 2 * ClusterSize;
        const int FirstTable = 3 * ClusterSize;

        var header = new byte[HeaderLength];
        Write(header, 0, Magic);
        Write(header, VersionAt, 3);
        Write(header, 20, ClusterBits);
        BinaryPrimitives.WriteUInt64BigEndian(header.AsSpan(SizeAt), capacity);
        Write(header, EntriesAt, (uint)entries);
        BinaryPrimitives.WriteUInt64BigEndian(header.AsSpan(40), FirstTable);
        BinaryPrimitives.WriteUInt64BigEndian(header.AsSpan(48), CountTable);
        Write(header, 56, 1);
        Write(header, 96, 4);
        Write(header, 100, HeaderLength);

        var countTable = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(countTable, Counts);
        var counts = new byte[(3 + tableClusters) * sizeof(ushort)];
        for (var i = 0; i < counts.Length; i += sizeof(ushort))
            BinaryPrimitives.WriteUInt16BigEndian(counts.AsSpan(i), 1);

        RandomAccess.SetLength(file, FirstTable + ((long)tableClusters * ClusterSize));
        RandomAccess.Write(file, header, 0);
        RandomAccess.Write(file, countTable, CountTable);
        RandomAccess.Write(file, counts, Counts);
    }

    /// <summary>Makes an image larger, where its first table has room for that.</summary>
    /// <returns>False when it has not; the image is as it was.</returns>
    public static bool TryGrow(SafeFileHandle file, ulong capacity)
    {
        if (ReadHead(file) is not { } head || capacity < head.Capacity || Entries(capacity) > head.Entries)
            return false;
        var size = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(size, capacity);
        RandomAccess.Write(file, size, SizeAt);
        return true;
    }

    private static (ulong Capacity, ulong Entries)? ReadHead(SafeFileHandle file)
    {
        var head = new byte[EntriesAt + sizeof(uint)];
        if (RandomAccess.Read(file, head, 0) < head.Length || BinaryPrimitives.ReadUInt32BigEndian(head) != Magic)
            return null;
        var version = BinaryPrimitives.ReadUInt32BigEndian(head.AsSpan(VersionAt));
        var capacity = BinaryPrimitives.ReadUInt64BigEndian(head.AsSpan(SizeAt));
        return version is 2 or 3 && capacity <= long.MaxValue
            ? (capacity, BinaryPrimitives.ReadUInt32BigEndian(head.AsSpan(EntriesAt)))
            : null;
    }

    private static ulong Entries(ulong capacity) =>
        (capacity >> BytesPerEntryBits) + ((capacity & ((1UL << BytesPerEntryBits) - 1)) == 0 ? 0UL : 1);

    private static void Write(byte[] header, int at, uint value) => BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(at), value);
}
