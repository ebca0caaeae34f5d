namespace Virtwire.Sdk.Server.Files;

/// <summary>The files of the system.</summary>
internal sealed class SystemFiles : IDurableFiles
{
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerDirectory = OwnerFile | UnixFileMode.UserExecute;

    private SystemFiles()
    {
    }

    /// <summary>The only one.</summary>
    public static SystemFiles Instance { get; } = new();

    /// <inheritdoc/>
    public IDurableFile Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.Read, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerFile;
        return new SystemFile(new FileStream(path, options));
    }

    /// <inheritdoc/>
    public void Move(string from, string to) => File.Move(from, to, overwrite: true);

    /// <inheritdoc/>
    public void Delete(string path) => File.Delete(path);

    /// <inheritdoc/>
    public void CreateDirectory(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, OwnerDirectory);
    }

    /// <inheritdoc/>
    public void FlushDirectory(string path) => DirectoryFlush.Flush(path);

    private sealed class SystemFile(FileStream stream) : IDurableFile
    {
        public void Write(ReadOnlySpan<byte> content) => stream.Write(content);

        public void Flush() => stream.Flush(flushToDisk: true);

        public void Dispose() => stream.Dispose();
    }
}
