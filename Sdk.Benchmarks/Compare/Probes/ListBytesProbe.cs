namespace Virtwire.Sdk.Benchmarks.Compare.Probes;

/// <summary>Asks the living peer what a list must allocate at least, on either side.</summary>
internal static class ListBytesProbe
{
    public static async Task RunAsync(LivePeer peer, Measurements measurements)
    {
        measurements.Add(Numbers.ListGraph, await peer.AskClientAsync("graph", "bytes"));
        measurements.Add(Numbers.ListDriver, await peer.AskServerAsync("driver-list", "bytes"));
    }
}
