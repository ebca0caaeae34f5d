using System.Buffers;
using System.ComponentModel;

namespace Virtwire.Sdk.Wire;

/// <summary>
/// An I-Regexp (RFC 9485), which the whole of a text must match: by code points, and in time linear in its length.
/// </summary>
/// <remarks>
/// .NET's own regexes work on UTF-16, so that <c>\p{L}</c> and <c>.</c> miss what lies beyond the basic plane; translated to pairs of
/// surrogates, a category takes half a second to build and its non-backtracking engine then fails at a final line feed. Running a
/// small automaton over code points is less code than the translation, and right.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class TextPattern
{
    private const int MostOnStack = 64;

    private readonly string _pattern;
    private readonly PatternStep[] _steps;

    /// <summary>Reads a pattern.</summary>
    /// <exception cref="FormatException">It is not an I-Regexp.</exception>
    public TextPattern(string pattern)
    {
        _pattern = pattern;
        _steps = new PatternParser(pattern).Parse();
    }

    /// <summary>Whether the whole of a text matches.</summary>
    public bool IsMatch(ReadOnlySpan<char> text)
    {
        var places = _steps.Length + 1;
        if (places <= MostOnStack)
            return Run(text, new Places(stackalloc int[2 * MostOnStack], places), new Places(stackalloc int[2 * MostOnStack], places));

        var rented = ArrayPool<int>.Shared.Rent(4 * places);
        var isMatch = Run(text, new Places(rented.AsSpan(0, 2 * places), places), new Places(rented.AsSpan(2 * places, 2 * places), places));
        ArrayPool<int>.Shared.Return(rented);
        return isMatch;
    }

    /// <summary>The pattern as the schema writes it.</summary>
    public override string ToString() => _pattern;

    /// <summary>Follows all ways through the steps at once, one code point at a time.</summary>
    private bool Run(ReadOnlySpan<char> text, Places now, Places next)
    {
        now.Clear();
        now.Add(0);
        foreach (var rune in text.EnumerateRunes())
        {
            next.Clear();
            Spread(ref now);
            for (var i = 0; i < now.Count; i++)
            {
                var place = now[i];
                if (place < _steps.Length && _steps[place].Takes(rune.Value))
                    next.Add(place + 1);
            }

            if (next.Count == 0)
                return false;
            var done = now;
            now = next;
            next = done;
        }

        Spread(ref now);
        return now.Contains(_steps.Length);
    }

    /// <summary>Adds the places that are reached without a code point.</summary>
    private void Spread(ref Places places)
    {
        for (var i = 0; i < places.Count; i++)
        {
            var place = places[i];
            if (place == _steps.Length || _steps[place].Set is not null)
                continue;
            places.Add(place + _steps[place].First);
            places.Add(place + _steps[place].Second);
        }
    }

    /// <summary>A set of places in the steps, listed in the order in which they were reached (Briggs and Torczon's sparse set).</summary>
    private ref struct Places(Span<int> memory, int places)
    {
        private readonly Span<int> _list = memory[..places];
        private readonly Span<int> _index = memory[places..(2 * places)];

        public int Count { get; private set; }

        public readonly int this[int i] => _list[i];

        public void Clear() => Count = 0;

        // What the memory held before does no harm: an index counts only where the list agrees with it.
        public readonly bool Contains(int place) => (uint)_index[place] < (uint)Count && _list[_index[place]] == place;

        public void Add(int place)
        {
            if (Contains(place))
                return;
            _list[Count] = place;
            _index[place] = Count++;
        }
    }
}
