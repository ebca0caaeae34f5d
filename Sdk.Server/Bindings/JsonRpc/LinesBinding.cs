using Virtwire.Sdk.Framing;

namespace Virtwire.Sdk.Server.Bindings.JsonRpc;

/// <summary>JSON-RPC, one message a line. Begins with an object, an array, or white space before one.</summary>
internal sealed class LinesBinding : JsonRpcBinding
{
    /// <inheritdoc/>
    internal override string Name => "lines";

    /// <inheritdoc/>
    internal override Detection Detect(ReadOnlySpan<byte> seen)
    {
        // Ends of lines decide nothing: other protocols allow them in front as well.
        var first = seen.IndexOfAnyExcept((byte)'\r', (byte)'\n');
        if (first < 0)
            return Detection.NeedMore;
        return seen[first] is (byte)'{' or (byte)'[' or (byte)' ' or (byte)'\t' ? Detection.Yes : Detection.No;
    }

    /// <inheritdoc/>
    protected override MessageFraming CreateFraming(ServerLimits limits) => new LineFraming(limits.MessageBytes, takesUnterminated: true);
}
