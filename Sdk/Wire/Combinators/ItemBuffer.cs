using System.Buffers;
using System.Runtime.CompilerServices;

namespace Virtwire.Sdk.Wire.Combinators;

/// <summary>
/// Items of which nobody knows how many there will be: gathered in a rented array, and handed over in one of their number, so that a list
/// costs its caller what it holds and no more. An array that is not handed over is left to the garbage collector.
/// </summary>
/// <typeparam name="T">The type of the items.</typeparam>
internal ref struct ItemBuffer<T>
{
    private const int Fewest = 16;

    private T[]? _items;
    private int _count;

    /// <summary>Adds an item.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(T item)
    {
        if (_items is null || _count == _items.Length)
            Grow();
        _items![_count++] = item;
    }

    /// <summary>The items. The buffer is of no more use then.</summary>
    public T[] ToArray()
    {
        if (_items is null)
            return [];
        var items = _items.AsSpan(0, _count).ToArray();
        GiveBack();
        return items;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow()
    {
        var larger = ArrayPool<T>.Shared.Rent(_items is null ? Fewest : 2 * _count);
        if (_items is not null)
        {
            _items.AsSpan(0, _count).CopyTo(larger);
            GiveBack();
        }

        _items = larger;
    }

    // What is left in a pool's array would keep the items of one caller alive for another.
    private readonly void GiveBack() => ArrayPool<T>.Shared.Return(_items!, RuntimeHelpers.IsReferenceOrContainsReferences<T>());
}
