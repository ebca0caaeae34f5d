using System.Runtime.InteropServices;
using System.Text;

namespace Virtwire.Sdk.Server.Listening;

/// <summary>Which file it is that a name leads to: no other of the system has the same as long as this one is there or open.</summary>
internal readonly record struct FileIdentity(ulong Device, ulong Number)
{
    private const int CurrentDirectory = -100;
    private const int NoFollow = 0x100;
    private const uint InodeNumber = 0x100;

    // struct statx, which is the same on every architecture.
    private const int Size = 256;
    private const int NumberOffset = 32;
    private const int DeviceOffset = 136;

    /// <summary>The identity of what is at the path, a link not followed; null where nothing is, or the system cannot tell.</summary>
    internal static FileIdentity? Of(string path)
    {
        if (!OperatingSystem.IsLinux())
            return null;
        var name = Encoding.UTF8.GetBytes(path + '\0');
        var status = new byte[Size];
        try
        {
            if (StatX(CurrentDirectory, ref name[0], NoFollow, InodeNumber, ref status[0]) != 0)
                return null;
        }
        catch (EntryPointNotFoundException)
        {
            // A C library from before 2018.
            return null;
        }

        return new FileIdentity(MemoryMarshal.Read<ulong>(status.AsSpan(DeviceOffset)), MemoryMarshal.Read<ulong>(status.AsSpan(NumberOffset)));
    }

    [DllImport("libc", EntryPoint = "statx")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int StatX(int directory, ref byte path, int flags, uint mask, ref byte status);
}
