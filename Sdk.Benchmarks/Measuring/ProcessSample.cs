namespace Virtwire.Sdk.Benchmarks.Measuring;

/// <summary>What both processes of a peer hold.</summary>
/// <param name="ClientBytes">Anonymous memory of the client.</param>
/// <param name="ServerBytes">Anonymous memory of the server.</param>
/// <param name="Files">Open files of both.</param>
internal readonly record struct ProcessSample(long ClientBytes, long ServerBytes, int Files);
