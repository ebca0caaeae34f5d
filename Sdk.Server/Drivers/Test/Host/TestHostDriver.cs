using System.Globalization;
using Virtwire.Sdk.Drivers;
using Virtwire.Sdk.Server.Drivers.Test.Definitions;

namespace Virtwire.Sdk.Server.Drivers.Test.Host;

/// <summary>The simulated host itself.</summary>
/// <param name="uri">The URI that it is opened by.</param>
/// <param name="server">The server that it is in.</param>
/// <param name="figures">Its figures.</param>
internal class TestHostDriver(string uri, IServerInfo server, HostFigures figures) : HostDriver
{
    /// <inheritdoc/>
    public override bool NonBlocking => true;

    /// <inheritdoc/>
    public override ValueTask PingAsync(CallContext call) => default;

    /// <inheritdoc/>
    public override ValueTask<string> EchoAsync(HostEchoRequest request, CallContext call) => new(request.Message);

    /// <inheritdoc/>
    public override ValueTask<string> GetTypeAsync(CallContext call) => new("TEST");

    /// <inheritdoc/>
    public override ValueTask<HostInfo> GetInfoAsync(CallContext call) => new(new HostInfo
    {
        Model = TestHardware.Model,
        Memory = TestHardware.Memory,
        Cpus = TestHardware.Cpus,
        Mhz = TestHardware.Mhz,
        Nodes = TestHardware.Cells.Count,
        Sockets = TestHardware.Sockets,
        Cores = TestHardware.Cores,
        Threads = TestHardware.Threads,
    });

    /// <inheritdoc/>
    public override ValueTask<HostVersion> GetVersionAsync(CallContext call) => new(new HostVersion { Version = "0.0.2", Number = 2 });

    /// <inheritdoc/>
    public override ValueTask<string> GetCapabilitiesAsync(CallContext call) => new(CapabilitiesXml.Text);

    /// <inheritdoc/>
    public override ValueTask<string> GetHostnameAsync(CallContext call) => new(Environment.MachineName);

    /// <inheritdoc/>
    public override ValueTask<SupportMatrix> GetSupportMatrixAsync(CallContext call) => new(ServedDrivers.Matrix(server));

    /// <inheritdoc/>
    public override ValueTask<IReadOnlyList<DriverInfo>> ListDriversAsync(CallContext call) => new(ServedDrivers.List(server));

    /// <inheritdoc/>
    public override ValueTask<HostStats> GetStatsAsync(CallContext call) => new(figures.Measure());

    /// <inheritdoc/>
    public override ValueTask<HostCpuStats> GetCpuStatsAsync(HostGetCpuStatsRequest request, CallContext call) =>
        new(figures.Cpu(Within(request.Cpu, TestHardware.Cpus, "cpu", "processors")));

    /// <inheritdoc/>
    public override ValueTask<HostMemoryStats> GetMemoryStatsAsync(HostGetMemoryStatsRequest request, CallContext call) =>
        new(Within(request.Cell, TestHardware.Cells.Count, "cell", "NUMA cells") is { } cell ? figures.Memory(cell) : figures.Memory());

    /// <inheritdoc/>
    public override ValueTask<HostFreeMemory> GetFreeMemoryAsync(CallContext call) => new(figures.Free());

    /// <inheritdoc/>
    public override ValueTask<string> GetUriAsync(CallContext call) => new(uri);

    /// <inheritdoc/>
    public override ValueTask<CpuComparison> CompareCpuAsync(HostCompareCpuRequest request, CallContext call)
    {
        var verdict = CpuComparer.Compare(CpuDescription.Read(request.Xml));
        return verdict.Reason is { } reason && request.FailIncompatible == true
            ? throw new CpuIncompatibleException(reason, new CpuIncompatibleDetails { Features = verdict.Features ?? [] })
            : new(verdict.Comparison);
    }

    /// <inheritdoc/>
    public override ValueTask<string> GetDomainCapabilitiesAsync(HostGetDomainCapabilitiesRequest request, CallContext call)
    {
        Require("emulator", request.Emulator, TestHardware.Emulator, known: false);
        Require("arch", request.Arch, TestHardware.Model, request.Arch is { } arch && DomainVocabulary.Architectures.Contains(arch));
        Require("virtType", request.VirtType, TestHardware.VirtType, request.VirtType is { } type && DomainVocabulary.HypervisorTypes.Contains(type));
        return request.Machine is { } machine
            ? throw Invalid("machine", $"'{machine}' is no machine of '{TestHardware.Emulator}', which has no types of machines.")
            : new(DomainCapabilitiesXml.Text);
    }

    private static void Require(string parameter, string? asked, string had, bool known)
    {
        if (asked is not null && asked != had)
            throw Invalid(parameter, $"'{asked}' is {(known ? "not what this host has" : "not known here")}: there is only '{had}'.");
    }

    private static int? Within(int? number, int count, string parameter, string what) => number is null || number < count
        ? number
        : throw Invalid(parameter, string.Create(CultureInfo.InvariantCulture, $"There are {count} {what}, numbered from 0: {number} is none of them."));

    private static InvalidArgumentException Invalid(string parameter, string message) =>
        new(message, new InvalidArgumentDetails { Parameter = parameter });
}
