namespace Virtwire.Sdk.Wire;

/// <summary>Reads a class of characters: <c>[^a-z\p{Nd}_-]</c>.</summary>
internal static class PatternClass
{
    /// <summary>Reads the class that begins here.</summary>
    public static CodePointSet Read(PatternCursor cursor)
    {
        cursor.Take();
        var set = new CodePointSet { IsNegated = cursor.TakeIf('^') };
        if (cursor.TakeIf('-'))
            set.Add('-', '-');
        else if (cursor.Next == ']')
            throw cursor.Refuse("a class is empty");
        while (!cursor.TakeIf(']'))
            Member(cursor, set);
        return set;
    }

    private static void Member(PatternCursor cursor, CodePointSet set)
    {
        if (cursor.TakeIf('-'))
        {
            set.Add('-', '-');
            if (cursor.Next != ']')
                throw cursor.Refuse("a '-' inside a class must come first, last, or between two characters");
            return;
        }

        if (cursor.IsAtCategory)
        {
            set.Add(cursor.Category());
            return;
        }

        var first = Character(cursor);
        var last = first;
        if (cursor.Next == '-' && cursor.AfterNext != ']')
        {
            cursor.Take();
            last = Character(cursor);
        }

        if (last < first)
            throw cursor.Refuse("a range ends before it begins");
        set.Add(first, last);
    }

    private static int Character(PatternCursor cursor)
    {
        if (cursor.TakeIf('\\'))
            return cursor.Escape();
        return cursor.Next is '[' or ']' or '-' or PatternCursor.End
            ? throw cursor.Refuse("a class is not closed, or holds a '[' or '-' without a '\\'")
            : cursor.Take();
    }
}
