using Virtwire.Sdk.Server.Bindings;

namespace Virtwire.Sdk.Server.Listening;

/// <summary>Finds out which of a list of protocols a connection speaks. Pure: it is shown bytes and consumes none.</summary>
internal sealed class ProtocolDetector(IReadOnlyList<ConnectionBinding> bindings)
{
    /// <summary>No protocol needs more bytes than this to be told; blank lines before it are counted.</summary>
    internal const int MostBytes = 256;

    /// <summary>Looks at all bytes that have come so far.</summary>
    /// <param name="seen">The bytes.</param>
    /// <param name="binding">The protocol, for <see cref="Detection.Yes"/>.</param>
    internal Detection Detect(ReadOnlySpan<byte> seen, out ConnectionBinding? binding)
    {
        binding = null;
        var undecided = false;
        foreach (var candidate in bindings)
        {
            switch (candidate.Detect(seen))
            {
                case Detection.Yes:
                    binding = candidate;
                    return Detection.Yes;
                case Detection.NeedMore:
                    undecided = true;
                    break;
            }
        }

        return undecided && seen.Length < MostBytes ? Detection.NeedMore : Detection.No;
    }
}
