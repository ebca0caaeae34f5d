namespace Virtwire.Sdk.Cli.Shell;

/// <summary>The lines that were typed before, in a file of the user's own. A line that begins with a space is not remembered.</summary>
internal sealed class CommandHistory
{
    private const int Most = 1000;

    private readonly string? _path;
    private readonly List<string> _lines;

    private CommandHistory(string? path, List<string> lines) => (_path, _lines) = (path, lines);

    /// <summary>The lines, the oldest first.</summary>
    public IReadOnlyList<string> Lines => _lines;

    /// <summary>The file's path by the environment: below XDG_STATE_HOME, or <c>~/.local/state</c>; null where there is neither.</summary>
    public static string? PathBy(Func<string, string?> environment)
    {
        var state = environment("XDG_STATE_HOME");
        if (string.IsNullOrEmpty(state) || !Path.IsPathRooted(state))
            state = environment("HOME") is { Length: > 0 } home ? Path.Combine(home, ".local", "state") : null;
        return state is null ? null : Path.Combine(state, "virtwire", "history");
    }

    /// <summary>Reads the file; one that cannot be read is an empty one.</summary>
    public static CommandHistory Load(string? path)
    {
        try
        {
            return new CommandHistory(path, path is not null && File.Exists(path) ? [.. File.ReadAllLines(path).TakeLast(Most)] : []);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new CommandHistory(null, []);
        }
    }

    /// <summary>Remembers a line, unless it is the one before again.</summary>
    public void Add(string line)
    {
        if (line.Trim().Length == 0 || line[0] == ' ' || (_lines is [.., var last] && last == line))
            return;
        _lines.Add(line);
        if (_lines.Count > Most)
            _lines.RemoveAt(0);
        Save();
    }

    private void Save()
    {
        if (_path is null)
            return;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_path)!);

            // What was typed is nobody else's business.
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using var file = new FileStream(_path, options);
            using var writer = new StreamWriter(file) { NewLine = "\n" };
            foreach (var line in _lines)
                writer.WriteLine(line);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // A shell without a memory is better than none.
        }
    }
}
