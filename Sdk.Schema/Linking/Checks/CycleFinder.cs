namespace Virtwire.Sdk.Schema.Linking.Checks;

/// <summary>Finds the cycles of a graph of names.</summary>
internal static class CycleFinder
{
    /// <summary>
    /// Cycles as the names on them, with the first one again at the end, so that every name on a cycle is reached by one of those found
    /// (not every way round that there is). In ordinal order, however the names are given.
    /// </summary>
    /// <param name="names">The names that count; others are not followed.</param>
    /// <param name="next">The names that a name leads to.</param>
    public static List<List<string>> Find(IReadOnlyCollection<string> names, Func<string, IEnumerable<string>> next)
    {
        var known = new HashSet<string>(names, StringComparer.Ordinal);
        var cycles = new List<List<string>>();
        var done = new HashSet<string>(StringComparer.Ordinal);
        var way = new List<string>();
        var indexes = new Dictionary<string, int>(StringComparer.Ordinal);
        var open = new Stack<IEnumerator<string>>();
        foreach (var start in names.OrderBy(static n => n, StringComparer.Ordinal))
        {
            Enter(start);
            while (open.Count > 0)
            {
                if (!open.Peek().MoveNext())
                    Leave();
                else if (indexes.TryGetValue(open.Peek().Current, out var index))
                    cycles.Add([.. way.Skip(index), way[index]]);
                else if (known.Contains(open.Peek().Current))
                    Enter(open.Peek().Current);
            }
        }

        return cycles;

        void Enter(string name)
        {
            if (!done.Add(name))
                return;
            indexes.Add(name, way.Count);
            way.Add(name);
            open.Push(next(name).GetEnumerator());
        }

        void Leave()
        {
            open.Pop().Dispose();
            indexes.Remove(way[way.Count - 1]);
            way.RemoveAt(way.Count - 1);
        }
    }
}
