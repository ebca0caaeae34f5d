using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Virtwire.Sdk.Rpc;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Hosts;

/// <summary>A call whose result is an object, of which the caller gets the handle.</summary>
/// <typeparam name="TRef">What stands for the object on the wire.</typeparam>
/// <typeparam name="THandle">The handle.</typeparam>
internal sealed class HandleCall<TRef, THandle> : PendingCall<THandle>
    where TRef : IWireStruct<TRef>
    where THandle : IHandle<THandle, TRef>
{
    private HostConnection _connection = null!;
    private CallOptions _options;

    /// <summary>Says what the handle makes its calls with.</summary>
    public void BindTo(HostConnection connection, CallOptions options)
    {
        _connection = connection;
        _options = options;
    }

    /// <inheritdoc/>
    protected override bool TryGuess(ReadOnlySpan<byte> json, int depth, [MaybeNullWhen(false)] out THandle result)
    {
        var isRead = WireCursor.TryRead<TRef, TRef>(json, WireMode.Lenient, depth, out var reference);
        result = isRead ? THandle.Bind(_connection, reference!, _options) : default;
        return isRead;
    }

    /// <inheritdoc/>
    protected override THandle Read(ref Utf8JsonReader reader) =>
        THandle.Bind(_connection, TRef.ReadWire(ref reader, WireMode.Lenient), _options);
}
