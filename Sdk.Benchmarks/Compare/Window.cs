using Virtwire.Sdk.Benchmarks.Measuring;

namespace Virtwire.Sdk.Benchmarks.Compare;

/// <summary>One window of load: what the client saw, and what the server allocated and used meanwhile.</summary>
internal sealed record Window(LoadResult Client, double ServerAllocated, double ServerCpu)
{
    public double PerSecond => Client.PerSecond;

    public double ClientBytesPerCall => Client.Allocated / Client.Calls;

    public double ServerBytesPerCall => ServerAllocated / Client.Calls;

    public double BytesPerCall => ClientBytesPerCall + ServerBytesPerCall;

    /// <summary>Microseconds of processor time, both processes together.</summary>
    public double CpuPerCall => (Client.Cpu + ServerCpu) / Client.Calls;
}
