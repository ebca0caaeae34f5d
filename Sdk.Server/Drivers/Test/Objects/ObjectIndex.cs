using System.Diagnostics.CodeAnalysis;

namespace Virtwire.Sdk.Server.Drivers.Test.Objects;

/// <summary>Objects by their key and by other names that no two of them share. Not safe from several threads.</summary>
/// <param name="keyOf">The key: it orders lists, and an object never changes it.</param>
/// <param name="namesOf">The other names, each of which an object may lack (null) and change.</param>
internal sealed class ObjectIndex<T>(Func<T, string> keyOf, params Func<T, string?>[] namesOf)
    where T : class
{
    private readonly Dictionary<string, T> _byKey = new(StringComparer.Ordinal);
    private readonly Dictionary<string, T>[] _byName =
        [.. namesOf.Select(_ => new Dictionary<string, T>(StringComparer.Ordinal))];

    private readonly SortedSet<string> _order = new(StringComparer.Ordinal);

    /// <summary>How many there are.</summary>
    public int Count => _byKey.Count;

    /// <summary>All, in the order of their keys.</summary>
    public IEnumerable<T> All => After(null);

    /// <summary>Finds an object by its key.</summary>
    public bool TryFind(string key, [NotNullWhen(true)] out T? found) => _byKey.TryGetValue(key, out found);

    /// <summary>Finds an object by one of its other names.</summary>
    /// <param name="which">Which of them, in the order of the constructor.</param>
    /// <param name="name">The name.</param>
    /// <param name="found">The object.</param>
    public bool TryFind(int which, string name, [NotNullWhen(true)] out T? found) => _byName[which].TryGetValue(name, out found);

    /// <summary>The objects after a key, whether one has it or not, in the order of their keys; all when it is null.</summary>
    public IEnumerable<T> After(string? key)
    {
        var order = key is null ? _order
            : _order.Count > 0 && string.CompareOrdinal(key, _order.Max) <= 0
                ? _order.GetViewBetween(key, _order.Max!).SkipWhile(k => k == key)
                : [];
        return order.Select(k => _byKey[k]);
    }

    /// <summary>Puts an object in the place of its former self. Either may be null: it is new, or gone.</summary>
    public void Replace(T? former, T? now)
    {
        if (former is not null)
        {
            _byKey.Remove(keyOf(former));
            for (var i = 0; i < namesOf.Length; i++)
            {
                if (namesOf[i](former) is { } name)
                    _byName[i].Remove(name);
            }
        }

        if (now is not null)
        {
            _byKey.Add(keyOf(now), now);
            for (var i = 0; i < namesOf.Length; i++)
            {
                if (namesOf[i](now) is { } name)
                    _byName[i].Add(name, now);
            }
        }

        if (former is null != now is null)
            _ = now is null ? _order.Remove(keyOf(former!)) : _order.Add(keyOf(now));
    }
}
