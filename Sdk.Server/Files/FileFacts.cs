using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Virtwire.Sdk.Server.Files;

/// <summary>Which file it is that a name leads to: no other of the system has the same as long as this one is there or open.</summary>
internal readonly record struct FileIdentity(ulong Device, ulong Number);

/// <summary>What the file system says of a name or an open file, a symbolic link never followed.</summary>
/// <param name="IsRegular">Whether it is a regular file: no directory, link, device or pipe.</param>
/// <param name="Length">Its length, in bytes.</param>
/// <param name="Allocation">How much of the disk it takes, in bytes: less than its length where it has holes.</param>
/// <param name="Identity">Which file it is; null where the system cannot tell.</param>
internal readonly record struct FileFacts(bool IsRegular, long Length, ulong Allocation, FileIdentity? Identity)
{
    private const int CurrentDirectory = -100;
    private const int NoFollow = 0x100;
    private const int EmptyPath = 0x1000;
    private const uint BasicFacts = 0x7FF;
    private const int OwnerOffset = 20;
    private const int TypeMask = 0xF000;
    private const int RegularType = 0x8000;
    private const int BlockSize = 512;

    // struct statx, which is the same on every architecture.
    private const int Size = 256;
    private const int ModeOffset = 28;
    private const int NumberOffset = 32;
    private const int LengthOffset = 40;
    private const int BlocksOffset = 48;
    private const int DeviceOffset = 136;

    // Not with a C library from before 2018: then links are seen, and the allocation is taken for the length.
    private static readonly bool CanAsk = OperatingSystem.IsLinux() && HasStatX();

    /// <summary>The user that it belongs to; null where the system cannot tell.</summary>
    internal uint? Owner { get; init; }

    /// <summary>The facts of what is at a path; null where nothing is.</summary>
    public static FileFacts? Of(string path)
    {
        if (CanAsk)
            return Ask(CurrentDirectory, path, NoFollow);
        var info = new FileInfo(path);
        return info.Exists
            ? new FileFacts(info.LinkTarget is null && !info.Attributes.HasFlag(FileAttributes.Device), info.Length, (ulong)info.Length, null)
            : null;
    }

    /// <summary>The facts of an open file.</summary>
    public static FileFacts Of(SafeFileHandle file)
    {
        if (CanAsk && Ask((int)file.DangerousGetHandle(), "", EmptyPath) is { } facts)
            return facts;
        var length = RandomAccess.GetLength(file);
        return new FileFacts(true, length, (ulong)length, null);
    }

    private static bool HasStatX()
    {
        try
        {
            return Ask(CurrentDirectory, "/", NoFollow) is not null;
        }
        catch (EntryPointNotFoundException)
        {
            return false;
        }
    }

    private static FileFacts? Ask(int directory, string path, int flags)
    {
        var name = Encoding.UTF8.GetBytes(path + '\0');
        var status = new byte[Size];
        if (StatX(directory, ref name[0], flags, BasicFacts, ref status[0]) != 0)
            return null;
        var mode = MemoryMarshal.Read<ushort>(status.AsSpan(ModeOffset));
        return new FileFacts(
            (mode & TypeMask) == RegularType,
            MemoryMarshal.Read<long>(status.AsSpan(LengthOffset)),
            MemoryMarshal.Read<ulong>(status.AsSpan(BlocksOffset)) * BlockSize,
            new FileIdentity(MemoryMarshal.Read<ulong>(status.AsSpan(DeviceOffset)), MemoryMarshal.Read<ulong>(status.AsSpan(NumberOffset))))
        {
            Owner = MemoryMarshal.Read<uint>(status.AsSpan(OwnerOffset)),
        };
    }

    [DllImport("libc", EntryPoint = "statx")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int StatX(int directory, ref byte path, int flags, uint mask, ref byte status);
}
