namespace Virtwire.Sdk.Benchmarks.Soak.Daemons;

/// <summary>The daemon has lost or damaged something, or does not serve.</summary>
internal sealed class SoakFailure(string message) : Exception(message);
