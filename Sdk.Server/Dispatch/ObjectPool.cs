using System.Collections.Concurrent;

namespace Virtwire.Sdk.Server.Dispatch;

/// <summary>Objects that wait to be used again; what is more than <see cref="Kept"/> is left to the garbage collector.</summary>
internal sealed class ObjectPool<T>(Func<T> make)
    where T : class
{
    private const int Kept = 1024;

    // Most pools belong to a connection, and most connections never have two calls at once: the queue is made for those that do.
    private ConcurrentQueue<T>? _idle;
    private T? _first;
    private int _count;

    /// <summary>Takes an object, or makes one.</summary>
    internal T Rent()
    {
        var first = _first;
        if (first is not null && Interlocked.CompareExchange(ref _first, null, first) == first)
            return first;
        if (Volatile.Read(ref _idle) is not { } idle || !idle.TryDequeue(out var item))
            return make();
        Interlocked.Decrement(ref _count);
        return item;
    }

    /// <summary>Gives an object back.</summary>
    internal void Return(T item)
    {
        if (_first is null && Interlocked.CompareExchange(ref _first, item, null) is null)
            return;
        if (Interlocked.Increment(ref _count) <= Kept)
            LazyInitializer.EnsureInitialized(ref _idle, static () => new ConcurrentQueue<T>()).Enqueue(item);
        else
            Interlocked.Decrement(ref _count);
    }
}
