namespace Virtwire.Sdk.Tests.Server.Files;

/// <summary>A directory of a test's own.</summary>
internal sealed class TemporaryDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("vw-").FullName;

    public string Of(params string[] names) => System.IO.Path.Combine([Path, .. names]);

    /// <summary>A directory with the same files: what a server that is killed now leaves behind.</summary>
    public TemporaryDirectory Copy()
    {
        var copy = new TemporaryDirectory();
        foreach (var directory in Directory.GetDirectories(Path, "*", SearchOption.AllDirectories))
            Directory.CreateDirectory(directory.Replace(Path, copy.Path, StringComparison.Ordinal));
        foreach (var file in Directory.GetFiles(Path, "*", SearchOption.AllDirectories).Where(static f => System.IO.Path.GetFileName(f) != "lock"))
            File.WriteAllBytes(file.Replace(Path, copy.Path, StringComparison.Ordinal), Shared(file));
        return copy;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private static byte[] Shared(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var content = new byte[file.Length];
        file.ReadExactly(content);
        return content;
    }
}
