namespace Virtwire.Sdk.Wire;

/// <summary>Reads the grammar of RFC 9485, section 4, into the steps of an automaton (Thompson's construction).</summary>
internal sealed class PatternParser(string pattern)
{
    private const int MostRepetitions = 1000;
    private const int MostSteps = 10_000;
    private const int DeepestGroup = 50;

    private readonly PatternCursor _cursor = new(pattern);
    private int _depth;

    /// <summary>The steps of the whole pattern; it matches where they end.</summary>
    public PatternStep[] Parse()
    {
        var steps = Alternatives();
        if (_cursor.Next != PatternCursor.End)
            throw _cursor.Refuse("a ')' has no '('");
        return [.. steps];
    }

    private List<PatternStep> Alternatives()
    {
        var steps = Branch();
        while (_cursor.TakeIf('|'))
        {
            var other = Branch();
            steps = [PatternStep.Fork(1, steps.Count + 2), .. steps, PatternStep.Go(other.Count + 1), .. other];
        }

        return steps;
    }

    private List<PatternStep> Branch()
    {
        var steps = new List<PatternStep>();
        while (_cursor.Next is not (PatternCursor.End or '|' or ')'))
        {
            steps.AddRange(Quantified(Atom()));
            if (steps.Count > MostSteps)
                throw _cursor.Refuse($"it takes more than {MostSteps} steps");
        }

        return steps;
    }

    private List<PatternStep> Atom()
    {
        switch (_cursor.Next)
        {
            case '(':
                return Group();
            case '[':
                return [PatternStep.Take(PatternClass.Read(_cursor))];
            case '.':
                _cursor.Take();
                return [PatternStep.Take(CodePointSet.AnyButLineEnds)];
            case '\\' when _cursor.IsAtCategory:
                var set = new CodePointSet();
                set.Add(_cursor.Category());
                return [PatternStep.Take(set)];
            case '\\':
                _cursor.Take();
                return [PatternStep.Take(CodePointSet.Of(isNegated: false, _cursor.Escape()))];
            case '*' or '+' or '?' or '{' or '}' or ']':
                throw _cursor.Refuse($"a '{(char)_cursor.Next}' that stands for itself wants a '\\' before it");
            default:
                return [PatternStep.Take(CodePointSet.Of(isNegated: false, _cursor.Take()))];
        }
    }

    private List<PatternStep> Group()
    {
        _cursor.Take();
        if (++_depth > DeepestGroup)
            throw _cursor.Refuse($"groups are nested deeper than {DeepestGroup} levels");
        var steps = Alternatives();
        if (!_cursor.TakeIf(')'))
            throw _cursor.Refuse("a '(' is not closed");
        _depth--;
        return steps;
    }

    private List<PatternStep> Quantified(List<PatternStep> atom)
    {
        if (_cursor.TakeIf('*'))
            return Repeat(atom, 0, null);
        if (_cursor.TakeIf('+'))
            return Repeat(atom, 1, null);
        if (_cursor.TakeIf('?'))
            return Repeat(atom, 0, 1);
        if (!_cursor.TakeIf('{'))
            return atom;

        var least = Number();
        int? most = least;
        if (_cursor.TakeIf(','))
            most = _cursor.Next == '}' ? null : Number();
        if (!_cursor.TakeIf('}'))
            throw _cursor.Refuse("a '{' is not closed");
        if (most < least)
            throw _cursor.Refuse("a repetition ends before it begins");
        if ((long)atom.Count * (most ?? (least + 1)) > MostSteps)
            throw _cursor.Refuse($"a repetition takes more than {MostSteps} steps");
        return Repeat(atom, least, most);
    }

    private static List<PatternStep> Repeat(List<PatternStep> atom, int least, int? most)
    {
        var steps = new List<PatternStep>();
        for (var i = 0; i < least; i++)
            steps.AddRange(atom);
        if (most is null)
            return [.. steps, PatternStep.Fork(1, atom.Count + 2), .. atom, PatternStep.Go(-(atom.Count + 1))];
        for (var i = least; i < most; i++)
            steps.AddRange([PatternStep.Fork(1, atom.Count + 1), .. atom]);
        return steps;
    }

    private int Number()
    {
        if (_cursor.Next is not (>= '0' and <= '9'))
            throw _cursor.Refuse("a repetition wants a number");
        var number = 0;
        while (_cursor.Next is >= '0' and <= '9')
        {
            number = (number * 10) + _cursor.Take() - '0';
            if (number > MostRepetitions)
                throw _cursor.Refuse($"a repetition goes up to {MostRepetitions}");
        }

        return number;
    }
}
