using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Virtwire.Sdk.Server.Files;

/// <summary>Which file it is that a name leads to: no other of the system has the same as long as this one is there or open.</summary>
internal readonly record struct FileIdentity(ulong Device, ulong Number)
{
    private const int CurrentDirectory = -100;
    private const int NoFollow = 0x100;
    private const int EmptyPath = 0x1000;
    private const uint InodeNumber = 0x100;

    // struct statx, which is the same on every architecture.
    private const int Size = 256;
    private const int NumberOffset = 32;
    private const int DeviceOffset = 136;

    /// <summary>The identity of what is at the path, a link not followed; null where nothing is, or the system cannot tell.</summary>
    internal static FileIdentity? Of(string path) => Of(CurrentDirectory, path, NoFollow);

    /// <summary>The identity of an open file; null where the system cannot tell.</summary>
    internal static FileIdentity? Of(SafeFileHandle file) => Of((int)file.DangerousGetHandle(), "", EmptyPath);

    private static FileIdentity? Of(int directory, string path, int flags)
    {
        if (!OperatingSystem.IsLinux())
            return null;
        var name = Encoding.UTF8.GetBytes(path + '\0');
        var status = new byte[Size];
        try
        {
            if (StatX(directory, ref name[0], flags, InodeNumber, ref status[0]) != 0)
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
