namespace Virtwire.Sdk.Schema.Text.Patterns;

/// <summary>Matches by walking all ways through the expression at once, so that no expression is slow.</summary>
internal sealed class PatternMatcher
{
    private readonly List<Step> _steps = [];

    public PatternMatcher(PatternNode root)
    {
        Compile(root);
        _steps.Add(new Step(null, []));
    }

    public bool IsMatch(string text)
    {
        var current = new StepSet(_steps.Count);
        var next = new StepSet(_steps.Count);
        Enter(current, 0);
        for (var i = 0; i < text.Length && current.Count > 0; i++)
        {
            var isPair = char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            var codePoint = isPair ? char.ConvertToUtf32(text[i], text[i + 1]) : text[i];
            if (isPair)
                i++;
            next.Clear();
            for (var s = 0; s < current.Count; s++)
            {
                if (_steps[current[s]].Consumes is { } node && Accepts(node, codePoint))
                    Enter(next, current[s] + 1);
            }

            (current, next) = (next, current);
        }

        return current.Contains(_steps.Count - 1);
    }

    // A step takes a code point and goes on to the one behind it, or takes none and goes on to any of its targets.
    private sealed record Step(PatternNode? Consumes, List<int> Targets);

    private void Compile(PatternNode node)
    {
        switch (node)
        {
            case SequenceNode sequence:
                foreach (var item in sequence.Items)
                    Compile(item);
                break;
            case ChoiceNode choice:
                CompileChoice(choice);
                break;
            case RepeatNode repeat:
                CompileRepeat(repeat);
                break;
            default:
                _steps.Add(new Step(node, []));
                break;
        }
    }

    private void CompileChoice(ChoiceNode choice)
    {
        var fork = Add();
        var ends = new List<Step>();
        foreach (var branch in choice.Branches)
        {
            fork.Targets.Add(_steps.Count);
            Compile(branch);
            ends.Add(Add());
        }

        foreach (var end in ends)
            end.Targets.Add(_steps.Count);
    }

    private void CompileRepeat(RepeatNode repeat)
    {
        for (var i = 0; i < repeat.Min; i++)
            Compile(repeat.Item);
        if (repeat.Max is null)
        {
            var start = _steps.Count;
            var fork = Add();
            fork.Targets.Add(_steps.Count);
            Compile(repeat.Item);
            Add().Targets.Add(start);
            fork.Targets.Add(_steps.Count);
            return;
        }

        var forks = new List<Step>();
        for (var i = repeat.Min; i < repeat.Max; i++)
        {
            var fork = Add();
            fork.Targets.Add(_steps.Count);
            forks.Add(fork);
            Compile(repeat.Item);
        }

        foreach (var fork in forks)
            fork.Targets.Add(_steps.Count);
    }

    private Step Add()
    {
        var step = new Step(null, []);
        _steps.Add(step);
        return step;
    }

    private void Enter(StepSet set, int start)
    {
        var open = new Stack<int>();
        open.Push(start);
        while (open.Count > 0)
        {
            var step = open.Pop();
            if (!set.Add(step))
                continue;
            foreach (var target in _steps[step].Targets)
                open.Push(target);
        }
    }

    private static bool Accepts(PatternNode node, int codePoint) => node switch
    {
        LiteralNode literal => literal.CodePoint == codePoint,
        AnyNode => codePoint is not ('\n' or '\r'),
        ClassNode set => set.IsNegated != IsIn(set, codePoint),
        _ => false,
    };

    private static bool IsIn(ClassNode set, int codePoint) =>
        set.Ranges.Any(r => r.First <= codePoint && codePoint <= r.Last)
        || set.Categories.Any(c => c.IsComplement != UnicodeCategories.Contains(c.Name, codePoint));

    /// <summary>A set of steps that is emptied in no time.</summary>
    private sealed class StepSet(int capacity)
    {
        private readonly int[] _items = new int[capacity];
        private readonly int[] _indexes = new int[capacity];

        public int Count { get; private set; }

        public int this[int index] => _items[index];

        public bool Contains(int step) => _indexes[step] < Count && _items[_indexes[step]] == step;

        public bool Add(int step)
        {
            if (Contains(step))
                return false;
            _indexes[step] = Count;
            _items[Count++] = step;
            return true;
        }

        public void Clear() => Count = 0;
    }
}
