using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace Virtwire.Sdk.Benchmarks.Differential;

/// <summary>The functions of libvirt that the lives of domains, snapshots, networks and pools need. Handles are plain pointers.</summary>
internal static unsafe partial class LibvirtApi
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

    /// <summary>The number of the calling thread's last error.</summary>
    [LibraryImport(Library, EntryPoint = "virGetLastErrorCode")]
    public static partial int LastErrorCode();

    /// <summary>The text of the calling thread's last error, which is not the caller's to free.</summary>
    public static string LastErrorMessage() => Utf8StringMarshaller.ConvertToManaged(LastErrorText()) ?? "";

    [LibraryImport(Library, EntryPoint = "virConnectOpen", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint Open(string uri);

    [LibraryImport(Library, EntryPoint = "virConnectClose")]
    public static partial int Close(nint connection);

    [LibraryImport(Library, EntryPoint = "virDomainDefineXML", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint DefineDomain(nint connection, string xml);

    [LibraryImport(Library, EntryPoint = "virDomainCreateXML", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint CreateDomain(nint connection, string xml, uint flags);

    [LibraryImport(Library, EntryPoint = "virDomainLookupByName", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint FindDomain(nint connection, string name);

    [LibraryImport(Library, EntryPoint = "virDomainFree")]
    public static partial int FreeDomain(nint domain);

    [LibraryImport(Library, EntryPoint = "virDomainCreateWithFlags")]
    public static partial int StartDomain(nint domain, uint flags);

    [LibraryImport(Library, EntryPoint = "virDomainSuspend")]
    public static partial int SuspendDomain(nint domain);

    [LibraryImport(Library, EntryPoint = "virDomainResume")]
    public static partial int ResumeDomain(nint domain);

    [LibraryImport(Library, EntryPoint = "virDomainShutdown")]
    public static partial int ShutdownDomain(nint domain);

    [LibraryImport(Library, EntryPoint = "virDomainReboot")]
    public static partial int RebootDomain(nint domain, uint flags);

    [LibraryImport(Library, EntryPoint = "virDomainReset")]
    public static partial int ResetDomain(nint domain, uint flags);

    [LibraryImport(Library, EntryPoint = "virDomainDestroy")]
    public static partial int DestroyDomain(nint domain);

    [LibraryImport(Library, EntryPoint = "virDomainUndefineFlags")]
    public static partial int UndefineDomain(nint domain, uint flags);

    [LibraryImport(Library, EntryPoint = "virDomainRename", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int RenameDomain(nint domain, string name, uint flags);

    [LibraryImport(Library, EntryPoint = "virDomainSetAutostart")]
    public static partial int SetDomainAutostart(nint domain, int autostart);

    [LibraryImport(Library, EntryPoint = "virDomainGetAutostart")]
    public static partial int GetDomainAutostart(nint domain, out int autostart);

    [LibraryImport(Library, EntryPoint = "virDomainSetMemoryFlags")]
    public static partial int SetDomainMemory(nint domain, CULong kib, uint flags);

    [LibraryImport(Library, EntryPoint = "virDomainSetVcpusFlags")]
    public static partial int SetDomainVcpus(nint domain, uint vcpus, uint flags);

    [LibraryImport(Library, EntryPoint = "virDomainGetInfo")]
    public static partial int GetDomainInfo(nint domain, out DomainFacts facts);

    [LibraryImport(Library, EntryPoint = "virDomainGetState")]
    public static partial int GetDomainState(nint domain, out int state, out int reason, uint flags);

    /// <summary>The document that the domain's next start takes.</summary>
    public static string InactiveXmlOf(nint domain)
    {
        var text = DomainXml(domain, 2);
        try
        {
            return Utf8StringMarshaller.ConvertToManaged(text) ?? "";
        }
        finally
        {
            Free(text);
        }
    }

    [LibraryImport(Library, EntryPoint = "virDomainIsPersistent")]
    public static partial int IsDomainPersistent(nint domain);

    [LibraryImport(Library, EntryPoint = "virDomainSnapshotCreateXML", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint CreateSnapshot(nint domain, string xml, uint flags);

    [LibraryImport(Library, EntryPoint = "virDomainSnapshotLookupByName", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint FindSnapshot(nint domain, string name, uint flags);

    [LibraryImport(Library, EntryPoint = "virDomainSnapshotFree")]
    public static partial int FreeSnapshot(nint snapshot);

    [LibraryImport(Library, EntryPoint = "virDomainRevertToSnapshot")]
    public static partial int RevertTo(nint snapshot, uint flags);

    [LibraryImport(Library, EntryPoint = "virDomainSnapshotDelete")]
    public static partial int DeleteSnapshot(nint snapshot, uint flags);

    [LibraryImport(Library, EntryPoint = "virDomainSnapshotIsCurrent")]
    public static partial int IsCurrentSnapshot(nint snapshot, uint flags);

    [LibraryImport(Library, EntryPoint = "virDomainSnapshotGetParent")]
    public static partial nint ParentOf(nint snapshot, uint flags);

    [LibraryImport(Library, EntryPoint = "virDomainListAllSnapshots")]
    public static partial int ListSnapshots(nint domain, nint** snapshots, uint flags);

    /// <summary>The snapshot's name, which is not the caller's to free.</summary>
    public static string NameOf(nint snapshot) => Utf8StringMarshaller.ConvertToManaged(SnapshotName(snapshot)) ?? "";

    [LibraryImport("libc", EntryPoint = "free")]
    public static partial void Free(void* memory);

    [LibraryImport(Library, EntryPoint = "virNetworkDefineXML", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint DefineNetwork(nint connection, string xml);

    [LibraryImport(Library, EntryPoint = "virNetworkCreateXML", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint CreateNetwork(nint connection, string xml);

    [LibraryImport(Library, EntryPoint = "virNetworkLookupByName", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint FindNetwork(nint connection, string name);

    [LibraryImport(Library, EntryPoint = "virNetworkFree")]
    public static partial int FreeNetwork(nint network);

    [LibraryImport(Library, EntryPoint = "virNetworkCreate")]
    public static partial int StartNetwork(nint network);

    [LibraryImport(Library, EntryPoint = "virNetworkDestroy")]
    public static partial int DestroyNetwork(nint network);

    [LibraryImport(Library, EntryPoint = "virNetworkUndefine")]
    public static partial int UndefineNetwork(nint network);

    [LibraryImport(Library, EntryPoint = "virNetworkSetAutostart")]
    public static partial int SetNetworkAutostart(nint network, int autostart);

    [LibraryImport(Library, EntryPoint = "virNetworkGetAutostart")]
    public static partial int GetNetworkAutostart(nint network, out int autostart);

    [LibraryImport(Library, EntryPoint = "virNetworkIsActive")]
    public static partial int IsNetworkActive(nint network);

    [LibraryImport(Library, EntryPoint = "virNetworkIsPersistent")]
    public static partial int IsNetworkPersistent(nint network);

    [LibraryImport(Library, EntryPoint = "virStoragePoolDefineXML", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint DefinePool(nint connection, string xml, uint flags);

    [LibraryImport(Library, EntryPoint = "virStoragePoolCreateXML", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint CreatePool(nint connection, string xml, uint flags);

    [LibraryImport(Library, EntryPoint = "virStoragePoolLookupByName", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint FindPool(nint connection, string name);

    [LibraryImport(Library, EntryPoint = "virStoragePoolFree")]
    public static partial int FreePool(nint pool);

    [LibraryImport(Library, EntryPoint = "virStoragePoolCreate")]
    public static partial int StartPool(nint pool, uint flags);

    [LibraryImport(Library, EntryPoint = "virStoragePoolDestroy")]
    public static partial int DestroyPool(nint pool);

    [LibraryImport(Library, EntryPoint = "virStoragePoolUndefine")]
    public static partial int UndefinePool(nint pool);

    [LibraryImport(Library, EntryPoint = "virStoragePoolRefresh")]
    public static partial int RefreshPool(nint pool, uint flags);

    [LibraryImport(Library, EntryPoint = "virStoragePoolSetAutostart")]
    public static partial int SetPoolAutostart(nint pool, int autostart);

    [LibraryImport(Library, EntryPoint = "virStoragePoolGetAutostart")]
    public static partial int GetPoolAutostart(nint pool, out int autostart);

    [LibraryImport(Library, EntryPoint = "virStoragePoolIsActive")]
    public static partial int IsPoolActive(nint pool);

    [LibraryImport(Library, EntryPoint = "virStoragePoolIsPersistent")]
    public static partial int IsPoolPersistent(nint pool);

    [LibraryImport(Library, EntryPoint = "virDomainGetXMLDesc")]
    private static partial byte* DomainXml(nint domain, uint flags);

    [LibraryImport(Library, EntryPoint = "virGetLastErrorMessage")]
    private static partial byte* LastErrorText();

    [LibraryImport(Library, EntryPoint = "virDomainSnapshotGetName")]
    private static partial byte* SnapshotName(nint snapshot);

    [LibraryImport(Library, EntryPoint = "virSetErrorFunc")]
    private static partial void SetErrorFunc(nint data, delegate* unmanaged[Cdecl]<nint, void*, void> handler);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Ignore(nint data, void* error)
    {
    }

    /// <summary>libvirt's <c>virDomainInfo</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct DomainFacts
    {
        public byte State;
        public CULong MaxMemory;
        public CULong Memory;
        public ushort Vcpus;
        public ulong CpuTime;
    }
}
