using System.Buffers.Binary;
using System.Numerics;

namespace Virtwire.Sdk.Server.Sessions;

/// <summary>
/// Finds a method by the bytes of its name: a perfect hash, so that a call costs one hash and one comparison and no string.
/// </summary>
/// <remarks>
/// Names are put into buckets by the low bits of their hash; each bucket has a displacement with which its names land on slots that
/// nothing else uses. Hash and displace, as Belazzougui, Botelho and Dietzfelbinger describe it.
/// </remarks>
internal sealed class MethodTable
{
    private const ulong Prime = 0x9E37_79B9_7F4A_7C15;

    private readonly MethodEntry?[] _slots;
    private readonly uint[] _displacements;

    internal MethodTable(IReadOnlyCollection<MethodEntry> entries)
    {
        Entries = entries;
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(4, entries.Count * 2));
        _slots = new MethodEntry?[size];
        _displacements = new uint[Math.Max(1, size / 4)];
        var buckets = entries.GroupBy(e => BucketOf(Hash(e.Name.Span))).OrderByDescending(b => b.Count()).ThenBy(b => b.Key);
        foreach (var bucket in buckets)
            _displacements[bucket.Key] = Place([.. bucket]);
    }

    /// <summary>All entries, refusing ones among them.</summary>
    internal IReadOnlyCollection<MethodEntry> Entries { get; }

    /// <summary>The entry of that name, or null.</summary>
    internal MethodEntry? Find(ReadOnlySpan<byte> name)
    {
        var hash = Hash(name);
        var entry = _slots[SlotOf(hash, _displacements[BucketOf(hash)])];
        return entry is not null && entry.Name.Span.SequenceEqual(name) ? entry : null;
    }

    private uint Place(MethodEntry[] bucket)
    {
        for (uint displacement = 1; displacement < 1 << 20; displacement++)
        {
            var slots = Array.ConvertAll(bucket, e => SlotOf(Hash(e.Name.Span), displacement));
            if (slots.Distinct().Count() != slots.Length || slots.Any(s => _slots[s] is not null))
                continue;
            for (var i = 0; i < bucket.Length; i++)
                _slots[slots[i]] = bucket[i];
            return displacement;
        }

        throw new InvalidOperationException($"Two methods of a view have one name: {string.Join(", ", bucket.Select(e => e.Method.Descriptor.Name))}.");
    }

    private int BucketOf(ulong hash) => (int)hash & (_displacements.Length - 1);

    // The displacement goes in before the mixing: two hashes that meet under one displacement must not do so under all.
    private int SlotOf(ulong hash, uint displacement) => (int)(Mix(hash, displacement) >> 32) & (_slots.Length - 1);

    private static ulong Hash(ReadOnlySpan<byte> name)
    {
        var hash = (ulong)name.Length * Prime;
        while (name.Length >= sizeof(ulong))
        {
            hash = Mix(hash, BinaryPrimitives.ReadUInt64LittleEndian(name));
            name = name[sizeof(ulong)..];
        }

        ulong tail = 0;
        foreach (var value in name)
            tail = (tail << 8) | value;
        return Mix(hash, tail);
    }

    private static ulong Mix(ulong hash, ulong word)
    {
        var mixed = (hash ^ word) * Prime;
        mixed = (mixed ^ (mixed >> 29)) * Prime;
        return mixed ^ (mixed >> 32);
    }
}
