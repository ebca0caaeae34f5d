using System.Runtime.CompilerServices;
using Virtwire.Sdk.Schema.Model;

namespace Virtwire.Sdk.Schema.Compatibility;

/// <summary>Finds what became of named elements: the one of that name now, or the one that had it.</summary>
internal static class Matching
{
    /// <summary>Each element of before with what it is now, or null; then each that is new, behind null.</summary>
    public static IEnumerable<(T? Before, T? Now)> Of<T>(
        IReadOnlyList<T> before, IReadOnlyList<T> now, Func<T, string> name, Func<T, Lifecycle> life)
        where T : class
    {
        var left = new HashSet<T>(now, ByReference<T>.Instance);
        foreach (var old in before)
        {
            var found = now.FirstOrDefault(n => name(n) == name(old))
                ?? now.FirstOrDefault(n => life(n).Was.Any(r => r.Name == name(old)));
            if (found is not null)
                left.Remove(found);
            yield return (old, found);
        }

        foreach (var added in now.Where(left.Contains))
            yield return (null, added);
    }

    private sealed class ByReference<T> : IEqualityComparer<T>
        where T : class
    {
        public static ByReference<T> Instance { get; } = new();

        public bool Equals(T? x, T? y) => ReferenceEquals(x, y);

        public int GetHashCode(T obj) => RuntimeHelpers.GetHashCode(obj);
    }
}
