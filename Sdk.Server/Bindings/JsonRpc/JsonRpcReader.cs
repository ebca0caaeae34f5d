using Virtwire.Sdk.Rpc;
using Virtwire.Sdk.Server.Dispatch;
using Virtwire.Sdk.Server.Sessions;

namespace Virtwire.Sdk.Server.Bindings.JsonRpc;

/// <summary>
/// Turns received messages into calls: single ones, batches, notifications, and what is none of these. What is wrong with a message
/// is answered here; what is wrong with a call is answered by the session.
/// </summary>
internal sealed class JsonRpcReader : IMessageHandler
{
    private readonly Session _session;
    private readonly ObjectPool<JsonRpcCall> _calls;
    private IJsonRpcOutlet _outlet;
    private JsonRpcMeta _meta;
    private bool _hasMeta;

    internal JsonRpcReader(Session session, IJsonRpcOutlet outlet)
    {
        _session = session;
        _outlet = outlet;
        _calls = new ObjectPool<JsonRpcCall>(() => new JsonRpcCall(_session, _calls!));
    }

    /// <summary>Reads a message that was carried by something which says more of it.</summary>
    /// <param name="message">The message.</param>
    /// <param name="outlet">Where its answers go.</param>
    /// <param name="meta">What holds where the message itself says nothing else.</param>
    internal void Read(ReadOnlySpan<byte> message, IJsonRpcOutlet outlet, in JsonRpcMeta meta)
    {
        _outlet = outlet;
        _meta = meta;
        _hasMeta = meta != default;
        OnMessage(message);
    }

    /// <inheritdoc/>
    public void OnMessage(ReadOnlySpan<byte> message)
    {
        _session.Calls.BeginReading();
        try
        {
            if (TryDispatch(message))
                return;
            if (JsonInput.IsArray(message))
                ReadBatch(message);
            else
                ReadOne(message, null);
        }
        finally
        {
            _session.Calls.EndReading();
        }
    }

    /// <inheritdoc/>
    public void OnTooLarge() => Refuse("null"u8, JsonRpcErrors.TooLarge(_session.Limits.MessageBytes), null);

    /// <inheritdoc/>
    public IThreadPoolWorkItem? TakeWork() => null;

    /// <summary>The quick way of an ordinary call; false, and nothing has happened, where the message has to go the general way.</summary>
    private bool TryDispatch(ReadOnlySpan<byte> message)
    {
        if (_hasMeta || !CallHead.TryRead(message, out var head) || _session.Find(head.Method) is not { } entry)
            return false;
        var call = _calls.Rent();
        call.Open(head.Id, isNotification: false, _outlet, batch: null);
        if (_session.TryDispatch(call, entry, head.Params, head.DeadlineMilliseconds is { } most ? TimeSpan.FromMilliseconds(most) : null))
            return true;
        call.Abandon();
        return false;
    }

    private void ReadBatch(ReadOnlySpan<byte> message)
    {
        if (!BatchReader.TryOpen(message, out var messages, out var count, out var fault))
            Refuse("null"u8, JsonRpcErrors.Of(fault), null);
        else if (count == 0)
            Refuse("null"u8, JsonRpcErrors.EmptyBatch(), null);
        else if (_session.Core.Limits.BatchLength is var most && count > most)
            Refuse("null"u8, JsonRpcErrors.BatchTooLong(most), null);
        else
        {
            var batch = new JsonRpcBatch(_outlet, _session.Limits.MessageBytes);
            while (messages.MoveNext())
                ReadOne(messages.Current, batch);
            batch.Leave();
        }
    }

    private void ReadOne(ReadOnlySpan<byte> message, JsonRpcBatch? batch)
    {
        if (!Envelope.TryRead(message, out var envelope))
            Refuse(IdOf(envelope), JsonRpcErrors.Of(envelope.Fault), batch);
        else if (!envelope.IsRequest)
            Refuse("null"u8, JsonRpcErrors.UnaskedAnswer(), batch);
        else if (envelope.IsNotification && envelope.Method.StartsWith("$/"u8))
            OnProtocolNotification(envelope);
        else if (JsonRpcMeta.TryRead(envelope.Meta, out var meta, out var refusal))
            Dispatch(envelope, _hasMeta ? meta.Or(_meta) : meta, batch);
        else if (!envelope.IsNotification)
            Refuse(envelope.Id, refusal!, batch);
    }

    private void Dispatch(in Envelope envelope, in JsonRpcMeta meta, JsonRpcBatch? batch)
    {
        var call = _calls.Rent();
        call.Open(envelope.Id, envelope.IsNotification, _outlet, batch);
        call.TraceParent = meta.TraceParent;
        call.IdempotencyKey = meta.IdempotencyKey;
        _session.Dispatch(call, envelope.Method, envelope.Params, meta.Deadline);
    }

    private void OnProtocolNotification(in Envelope envelope)
    {
        // Others that begin so are for implementations that know them, and are passed over by those that do not.
        if (envelope.Method.SequenceEqual(JsonRpcNames.CancelRequest.EncodedUtf8Bytes)
            && JsonRpcCancel.TryReadId(envelope.Params, out var id))
            _session.Calls.Cancel(id);
    }

    private void Refuse(ReadOnlySpan<byte> id, ErrorPayload error, JsonRpcBatch? batch)
    {
        var answer = JsonRpcAnswer.Error(id, _session.Traced(error));
        if (batch is null)
            _outlet.Send(answer);
        else
            batch.Add(answer);
    }

    // Nothing that was read out of what is not JSON can be trusted.
    private static ReadOnlySpan<byte> IdOf(in Envelope envelope) =>
        envelope.Id.IsEmpty || envelope.Fault == EnvelopeFault.Syntax ? "null"u8 : envelope.Id;
}
