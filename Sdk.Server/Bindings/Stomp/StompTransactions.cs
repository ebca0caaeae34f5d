using System.Globalization;
using Virtwire.Sdk.Framing.Stomp;

namespace Virtwire.Sdk.Server.Bindings.Stomp;

/// <summary>The transactions of one connection: frames that come true together, or not at all. Used by its reader only.</summary>
/// <param name="maxBytes">How many bytes of frames all of them may hold.</param>
internal sealed class StompTransactions(int maxBytes)
{
    private const int Most = 64;

    private readonly Dictionary<string, StompHeldFrames> _open = new(StringComparer.Ordinal);

    /// <summary>Begins one.</summary>
    /// <exception cref="StompFaultException">It has begun already, or too many have.</exception>
    internal void Begin(string name)
    {
        if (_open.Count == Most)
            throw new StompFaultException(string.Create(CultureInfo.InvariantCulture, $"{Most} transactions are open, which is the most."));
        if (!_open.TryAdd(name, new StompHeldFrames(maxBytes)))
            throw new StompFaultException($"There is a transaction '{name}' already.");
    }

    /// <summary>Holds a frame until its transaction ends.</summary>
    /// <exception cref="StompFaultException">There is no such transaction, or it holds too much.</exception>
    internal void Hold(string name, StompHead head, ReadOnlySpan<byte> body)
    {
        var frames = _open.GetValueOrDefault(name) ?? throw Unknown(name);
        if (_open.Values.Sum(f => (long)f.Length) + body.Length > maxBytes || !frames.TryAdd(head, body))
            throw new StompFaultException(string.Create(CultureInfo.InvariantCulture, $"The open transactions would hold more than {maxBytes} bytes, which is the most."));
    }

    /// <summary>Ends one.</summary>
    /// <returns>What it held.</returns>
    /// <exception cref="StompFaultException">There is no such transaction.</exception>
    internal StompHeldFrames End(string name) => _open.Remove(name, out var frames) ? frames : throw Unknown(name);

    /// <summary>All that are open come to nothing.</summary>
    internal void Clear()
    {
        foreach (var frames in _open.Values)
            frames.Drop();
        _open.Clear();
    }

    private static StompFaultException Unknown(string name) => new($"There is no transaction '{name}'.");
}
