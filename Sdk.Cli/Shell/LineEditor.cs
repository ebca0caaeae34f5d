using Virtwire.Sdk.Cli.Completion;

namespace Virtwire.Sdk.Cli.Shell;

/// <summary>Reads lines from a terminal key by key, with history and completion.</summary>
/// <param name="keys">The next key; waits for it.</param>
/// <param name="output">The terminal.</param>
/// <param name="width">How many columns it has.</param>
/// <param name="history">The lines before.</param>
/// <param name="complete">The candidates for what stands before the cursor.</param>
internal sealed class LineEditor(
    Func<ConsoleKeyInfo> keys,
    TextWriter output,
    Func<int> width,
    CommandHistory history,
    Func<string, IReadOnlyList<Candidate>> complete)
{
    private const string ClearLine = "\r\e[K";

    private LineBuffer _line = new();
    private string _typed = "";
    private int _past;

    /// <summary>The next line; null when there will be none any more.</summary>
    public string? ReadLine(string prompt)
    {
        _line = new LineBuffer();
        _past = history.Lines.Count;
        Draw(prompt);
        while (true)
        {
            var key = keys();
            switch (key)
            {
                case { Key: ConsoleKey.Enter }:
                    output.Write("\r\n");
                    output.Flush();
                    return _line.Text;
                case { Key: ConsoleKey.D, Modifiers: ConsoleModifiers.Control } when _line.Text.Length == 0:
                    output.Write("\r\n");
                    output.Flush();
                    return null;
                case { Key: ConsoleKey.C, Modifiers: ConsoleModifiers.Control }:
                    output.Write("^C\r\n");
                    _line.Set("");
                    _past = history.Lines.Count;
                    break;
                case { Key: ConsoleKey.Tab }:
                    Complete();
                    break;
                default:
                    Edit(key);
                    break;
            }

            Draw(prompt);
        }
    }

    private void Edit(ConsoleKeyInfo key)
    {
        switch (key)
        {
            case { Key: ConsoleKey.LeftArrow } or { Key: ConsoleKey.B, Modifiers: ConsoleModifiers.Control }:
                _line.MoveTo(_line.Cursor - 1);
                break;
            case { Key: ConsoleKey.RightArrow } or { Key: ConsoleKey.F, Modifiers: ConsoleModifiers.Control }:
                _line.MoveTo(_line.Cursor + 1);
                break;
            case { Key: ConsoleKey.Home } or { Key: ConsoleKey.A, Modifiers: ConsoleModifiers.Control }:
                _line.MoveTo(0);
                break;
            case { Key: ConsoleKey.End } or { Key: ConsoleKey.E, Modifiers: ConsoleModifiers.Control }:
                _line.MoveTo(_line.Text.Length);
                break;
            case { Key: ConsoleKey.UpArrow } or { Key: ConsoleKey.P, Modifiers: ConsoleModifiers.Control }:
                Recall(_past - 1);
                break;
            case { Key: ConsoleKey.DownArrow } or { Key: ConsoleKey.N, Modifiers: ConsoleModifiers.Control }:
                Recall(_past + 1);
                break;
            case { Key: ConsoleKey.Backspace }:
                _line.Remove(_line.Cursor - 1, _line.Cursor);
                break;
            case { Key: ConsoleKey.Delete } or { Key: ConsoleKey.D, Modifiers: ConsoleModifiers.Control }:
                _line.Remove(_line.Cursor, _line.Cursor + 1);
                break;
            case { Key: ConsoleKey.U, Modifiers: ConsoleModifiers.Control }:
                _line.Remove(0, _line.Cursor);
                break;
            case { Key: ConsoleKey.K, Modifiers: ConsoleModifiers.Control }:
                _line.Remove(_line.Cursor, _line.Text.Length);
                break;
            case { Key: ConsoleKey.W, Modifiers: ConsoleModifiers.Control }:
                _line.RemoveWord();
                break;
            case var _ when !char.IsControl(key.KeyChar):
                _line.Insert(key.KeyChar.ToString());
                break;
        }
    }

    // Below the last of the old lines is the one that was being typed.
    private void Recall(int past)
    {
        if (past < 0 || past > history.Lines.Count)
            return;
        if (_past == history.Lines.Count)
            _typed = _line.Text;
        _past = past;
        _line.Set(past == history.Lines.Count ? _typed : history.Lines[past]);
    }

    private void Complete()
    {
        var before = _line.Before;
        var candidates = complete(before);
        if (candidates.Count == 0)
            return;
        var current = ShellWords.SplitForCompletion(before)[^1];
        var common = candidates.Select(c => c.Text).Aggregate(CommonStart);
        if (candidates is [var only])
            Take(before, current, only.IsOpen ? ShellWords.Quoted(only.Text) : ShellWords.Quoted(only.Text) + " ");
        else if (common.Length > current.Length)
            Take(before, current, common);
        else
            output.Write("\r\n" + string.Join("  ", candidates.Select(c => c.Text)) + "\r\n");
    }

    // A word in quotes is left as it is typed, and only its rest is added.
    private void Take(string before, string current, string word)
    {
        if (before.EndsWith(current, StringComparison.Ordinal))
            _line.Replace(current.Length, word);
    }

    private static string CommonStart(string a, string b)
    {
        var length = 0;
        while (length < a.Length && length < b.Length && a[length] == b[length])
            length++;
        return a[..length];
    }

    // One line of the terminal, with the part of the text around the cursor where all of it does not fit.
    private void Draw(string prompt)
    {
        var room = Math.Max(width() - prompt.Length - 1, 8);
        var start = Math.Max(0, _line.Cursor - room);
        var shown = _line.Text[start..Math.Min(_line.Text.Length, start + room)];
        var back = shown.Length - (_line.Cursor - start);
        output.Write(ClearLine + prompt + shown + (back > 0 ? $"\e[{back}D" : ""));
        output.Flush();
    }
}
