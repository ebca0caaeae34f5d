namespace Virtwire.Sdk.Server.Drivers.Test.Host;

/// <summary>The machine that is simulated: that of libvirt's own <c>test:///default</c>.</summary>
internal static class TestHardware
{
    /// <summary>The name of the architecture.</summary>
    public const string Model = "i686";

    /// <summary>The processors' frequency in MHz.</summary>
    public const int Mhz = 1400;

    /// <summary>Sockets of a cell, cores of a socket, threads of a core.</summary>
    public const int Sockets = 2, Cores = 2, Threads = 2;

    /// <summary>Processors of a cell.</summary>
    public const int CpusPerCell = Sockets * Cores * Threads;

    /// <summary>Processors of the host.</summary>
    public const int Cpus = 2 * CpusPerCell;

    /// <summary>The only emulator, as capabilities name it.</summary>
    public const string Emulator = "/usr/bin/test-hv";

    /// <summary>The only type of domain, as capabilities name it.</summary>
    public const string VirtType = "test";

    /// <summary>The memory that the host reports, in KiB. Like libvirt's, it is less than that of its cells.</summary>
    public const long Memory = 3_145_728;

    /// <summary>The NUMA cells: their memory, and the size of the pages that fill it, in KiB.</summary>
    public static IReadOnlyList<(long Memory, int PageSize)> Cells { get; } = [(2_097_152, 4), (4_194_304, 8)];

    /// <summary>The sizes of pages that the processors have, in KiB.</summary>
    public static IReadOnlyList<int> PageSizes { get; } = [4, 8, 2_048, 1_048_576];
}
