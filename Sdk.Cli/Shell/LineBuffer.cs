namespace Virtwire.Sdk.Cli.Shell;

/// <summary>A line that is being typed, and where in it the next key goes.</summary>
internal sealed class LineBuffer
{
    /// <summary>The line.</summary>
    public string Text { get; private set; } = "";

    /// <summary>Where the next key goes: from 0 to the line's length.</summary>
    public int Cursor { get; private set; }

    /// <summary>What stands before the cursor.</summary>
    public string Before => Text[..Cursor];

    /// <summary>Puts another line in its place, with the cursor at its end.</summary>
    public void Set(string text)
    {
        Text = text;
        Cursor = text.Length;
    }

    /// <summary>Types text.</summary>
    public void Insert(string text)
    {
        Text = Text.Insert(Cursor, text);
        Cursor += text.Length;
    }

    /// <summary>Puts text in place of the last characters before the cursor.</summary>
    public void Replace(int last, string text)
    {
        Remove(Cursor - last, Cursor);
        Insert(text);
    }

    /// <summary>Moves the cursor, as far as there is line.</summary>
    public void MoveTo(int cursor) => Cursor = Math.Clamp(cursor, 0, Text.Length);

    /// <summary>Deletes from one place to another, as far as there is line.</summary>
    public void Remove(int from, int to)
    {
        (from, to) = (Math.Clamp(from, 0, Text.Length), Math.Clamp(to, 0, Text.Length));
        Text = Text.Remove(from, to - from);
        Cursor = from;
    }

    /// <summary>Deletes the word before the cursor.</summary>
    public void RemoveWord() => Remove(StartOfWord(), Cursor);

    private int StartOfWord()
    {
        var at = Cursor;
        while (at > 0 && Text[at - 1] == ' ')
            at--;
        while (at > 0 && Text[at - 1] != ' ')
            at--;
        return at;
    }
}
