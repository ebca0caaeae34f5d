namespace Virtwire.Sdk.Benchmarks.Peers;

/// <summary>The bytes of a ping by lines, which the raw echo sends without looking at them.</summary>
internal static class EchoBytes
{
    public static ReadOnlySpan<byte> Request => "{\"jsonrpc\":\"2.0\",\"id\":65601,\"method\":\"Host.ping\"}\n"u8;

    public static ReadOnlySpan<byte> Response => "{\"jsonrpc\":\"2.0\",\"id\":65601,\"result\":{}}\n"u8;
}
