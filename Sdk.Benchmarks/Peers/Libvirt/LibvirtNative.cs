using System.Runtime.InteropServices;

namespace Virtwire.Sdk.Benchmarks.Peers.Libvirt;

/// <summary>The few functions of libvirt that a lookup needs. Handles are plain pointers: nothing is allocated beside libvirt's own work.</summary>
internal static unsafe partial class LibvirtNative
{
    private const string Library = "libvirt.so.0";

    /// <summary>Whether the client library is on this machine.</summary>
    public static bool IsInstalled
    {
        get
        {
            if (!NativeLibrary.TryLoad(Library, out var handle))
                return false;
            NativeLibrary.Free(handle);
            return true;
        }
    }

    /// <summary>Keeps libvirt from printing errors.</summary>
    public static void Silence() => SetErrorFunc(0, &Ignore);

    [LibraryImport(Library, EntryPoint = "virConnectOpen", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint Open(string uri);

    [LibraryImport(Library, EntryPoint = "virConnectClose")]
    public static partial int Close(nint connection);

    [LibraryImport(Library, EntryPoint = "virDomainLookupByName")]
    public static partial nint LookupByName(nint connection, byte* name);

    [LibraryImport(Library, EntryPoint = "virDomainFree")]
    public static partial int FreeDomain(nint domain);

    [LibraryImport(Library, EntryPoint = "virSetErrorFunc")]
    private static partial void SetErrorFunc(nint data, delegate* unmanaged[Cdecl]<nint, void*, void> handler);

    [UnmanagedCallersOnly(CallConvs = [typeof(System.Runtime.CompilerServices.CallConvCdecl)])]
    private static void Ignore(nint data, void* error)
    {
    }
}
