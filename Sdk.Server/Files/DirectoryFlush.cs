using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;

namespace Virtwire.Sdk.Server.Files;

/// <summary>Brings to the disk which files a directory has. .NET opens no directories, so the C library is asked.</summary>
internal static class DirectoryFlush
{
    private const int ReadOnly = 0;
    private const int Interrupted = 4;
    private const int Invalid = 22;

    // O_CLOEXEC, which differs from system to system.
    private static readonly int CloseOnExec = OperatingSystem.IsLinux() ? 0x80000 : OperatingSystem.IsMacOS() ? 0x1000000 : 0;

    /// <summary>Flushes a directory. Where the system has no such thing, as on Windows, it does nothing.</summary>
    /// <exception cref="IOException">It cannot be opened or flushed.</exception>
    public static void Flush(string path)
    {
        if (OperatingSystem.IsWindows())
            return;
        var name = Encoding.UTF8.GetBytes(path + '\0');
        var directory = Retry(() => Open(ref name[0], ReadOnly | CloseOnExec), path);
        try
        {
            Retry(() => FSync(directory), path);
        }
        finally
        {
            _ = Close(directory);
        }
    }

    private static int Retry(Func<int> call, string path)
    {
        while (true)
        {
            var result = call();
            if (result >= 0)
                return result;
            switch (Marshal.GetLastPInvokeError())
            {
                case Interrupted:
                    continue;
                case Invalid:
                    // A file system whose directories cannot be flushed: nothing better is to be had of it.
                    return 0;
                case var error:
                    throw new IOException($"The directory '{path}' cannot be flushed: {new Win32Exception(error).Message}.");
            }
        }
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(ref byte path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int FSync(int file);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int file);
}
