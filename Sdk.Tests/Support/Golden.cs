namespace Virtwire.Sdk.Tests.Support;

/// <summary>
/// Compares what was made with files that were approved: full text, and in a folder the set of files as well. With the environment
/// variable <c>VIRTWIRE_UPDATE=1</c> the files are rewritten instead; the diff is then for <c>git diff</c> and a reviewer.
/// </summary>
internal static class Golden
{
    private static readonly bool UpdateRequested = Environment.GetEnvironmentVariable("VIRTWIRE_UPDATE") == "1";

    /// <summary>Fails unless the file holds exactly <paramref name="actual"/>.</summary>
    /// <param name="path">The full path of the file.</param>
    /// <param name="actual">What was made.</param>
    /// <param name="update">Whether to write the file instead; by default what the environment says.</param>
    public static void Matches(string path, string actual, bool? update = null)
    {
        if (update ?? UpdateRequested)
            Write(path, actual);
        else if (Difference(path, actual) is { } difference)
            Assert.Fail(difference);
    }

    /// <summary>Fails unless a folder holds exactly these files, by name, with exactly these texts.</summary>
    /// <param name="folder">The full path of the folder.</param>
    /// <param name="actual">What was made: texts by the name of their file.</param>
    /// <param name="isGolden">Which files of the folder are compared; the others (a case's input) are left alone.</param>
    /// <param name="update">Whether to write the files instead; by default what the environment says.</param>
    public static void FolderMatches(
        string folder, IReadOnlyDictionary<string, string> actual, Func<string, bool> isGolden, bool? update = null)
    {
        var stale = Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder).Where(file => isGolden(Path.GetFileName(file)) && !actual.ContainsKey(Path.GetFileName(file)))
            : [];
        if (update ?? UpdateRequested)
        {
            foreach (var file in stale.ToArray())
                File.Delete(file);
            foreach (var (name, text) in actual)
                Write(Path.Combine(folder, name), text);
            return;
        }

        var differences = stale.Select(static file => file + " is no longer made.")
            .Concat(actual.Select(file => Difference(Path.Combine(folder, file.Key), file.Value)).OfType<string>())
            .ToArray();
        if (differences.Length > 0)
            Assert.Fail(string.Join("\n\n", differences));
    }

    private static string? Difference(string path, string actual)
    {
        if (!File.Exists(path))
            return $"{path} does not exist; with VIRTWIRE_UPDATE=1 the tests write it:\n{actual}";
        var expected = File.ReadAllText(path);
        return expected == actual
            ? null
            : $"{path} (-) is not what was made (+); with VIRTWIRE_UPDATE=1 the tests rewrite it:\n{TextDiff.Describe(expected, actual)}";
    }

    private static void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
