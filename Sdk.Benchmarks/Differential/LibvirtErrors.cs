namespace Virtwire.Sdk.Benchmarks.Differential;

/// <summary>The classes of errors, by the numbers of libvirt's and by the names of ours.</summary>
internal static class LibvirtErrors
{
    /// <summary>The class of one of libvirt's numbers.</summary>
    public static string ClassOf(int code) => code switch
    {
        42 or 43 or 49 or 72 => "no such object",
        9 => "exists",
        8 or 38 => "argument",

        // libvirt's simulator says "internal error" where its drivers say that the state does not allow the call.
        1 or 55 => "state",
        _ => "libvirt " + code,
    };

    /// <summary>The class of one of our errors.</summary>
    public static string ClassOf(string name) => name switch
    {
        "NoDomain" or "NoDomainSnapshot" or "NoNetwork" or "NoStoragePool" => "no such object",
        "DomainExists" or "DomainSnapshotExists" or "NetworkExists" or "StoragePoolExists" => "exists",
        "InvalidArgument" => "argument",
        "DomainNotRunning" or "DomainAlreadyActive" or "InvalidDomainState" or "DomainNotPersistent" or "DomainHasSnapshots"
            or "NetworkActive" or "NetworkNotActive" or "NetworkNotPersistent"
            or "StoragePoolActive" or "StoragePoolNotActive" or "StoragePoolNotPersistent" => "state",
        _ => name,
    };
}
