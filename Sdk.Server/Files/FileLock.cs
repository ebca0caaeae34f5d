namespace Virtwire.Sdk.Server.Files;

/// <summary>A lock on a file, which the kernel drops with the process that has it.</summary>
internal static class FileLock
{
    /// <summary>Takes the lock of a file, which is made where it is not there; null where another process has it. Closing the stream gives it back.</summary>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">It belongs to another user.</exception>
    public static FileStream? TryTake(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            return new FileStream(path, options);
        }
        catch (IOException taken) when (IsTaken(taken))
        {
            return null;
        }
    }

    // Sharing violation; EWOULDBLOCK of Linux, of the BSDs.
    private static bool IsTaken(IOException exception) =>
        OperatingSystem.IsWindows() ? (exception.HResult & 0xFFFF) == 32 : exception.HResult is 11 or 35;
}
