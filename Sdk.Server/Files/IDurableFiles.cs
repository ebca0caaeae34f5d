namespace Virtwire.Sdk.Server.Files;

/// <summary>
/// The steps by which something becomes durable: write, flush, move, flush the directory. Each is one system call or nearly so, and each can
/// fail: with an <see cref="IOException"/> or an <see cref="UnauthorizedAccessException"/>.
/// </summary>
internal interface IDurableFiles
{
    /// <summary>Makes an empty file in place of what was there, for its owner only.</summary>
    IDurableFile Create(string path);

    /// <summary>Moves a file, in place of what was there. At no moment is neither of them there.</summary>
    void Move(string from, string to);

    /// <summary>Deletes a file, or does nothing where there is none.</summary>
    void Delete(string path);

    /// <summary>Makes a directory for its owner only, with those above it; nothing where it is there.</summary>
    void CreateDirectory(string path);

    /// <summary>Brings to the disk which files a directory has. Until then a new, moved or deleted file may be as before after a loss of power.</summary>
    void FlushDirectory(string path);
}

/// <summary>A file that is written from its start to its end.</summary>
internal interface IDurableFile : IDisposable
{
    /// <summary>Appends to the file.</summary>
    void Write(ReadOnlySpan<byte> content);

    /// <summary>Brings what was written to the disk. Once it has failed the content is unknown: the file has to be written anew.</summary>
    void Flush();
}
