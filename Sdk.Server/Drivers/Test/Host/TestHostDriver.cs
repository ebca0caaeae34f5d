using Virtwire.Sdk.Drivers;

namespace Virtwire.Sdk.Server.Drivers.Test.Host;

/// <summary>The simulated host itself.</summary>
/// <param name="server">The server that serves it.</param>
/// <param name="end">Ends the host; null where nothing has to be done.</param>
internal sealed class TestHostDriver(IServerInfo server, Func<ValueTask>? end = null) : HostDriver, IAsyncDisposable
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
        Cpus = TestHardware.Cells.Count * TestHardware.CpusPerCell,
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

    /// <summary>Ends the host: its guests are stopped.</summary>
    public ValueTask DisposeAsync() => end?.Invoke() ?? default;
}
