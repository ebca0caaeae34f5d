using Virtwire.Sdk.Server.Dispatch;
using Virtwire.Sdk.Server.Sessions;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Server.Bindings.JsonRpc;

/// <summary>A call that came as a JSON-RPC message, and is answered as one: alone, or as part of its batch.</summary>
internal sealed class JsonRpcCall : SessionCall
{
    private const int UsualIdBytes = 24;

    private readonly ObjectPool<JsonRpcCall> _pool;
    private byte[] _id = new byte[UsualIdBytes];
    private int _idLength;
    private bool _isNotification;
    private IJsonRpcOutlet _outlet = null!;
    private JsonRpcBatch? _batch;
    private JsonRpcAnswer? _result;

    internal JsonRpcCall(Session session, ObjectPool<JsonRpcCall> pool)
        : base(session)
        => _pool = pool;

    /// <summary>The id, to be echoed.</summary>
    internal ReadOnlySpan<byte> Id => _id.AsSpan(0, _idLength);

    /// <summary>Takes on a message.</summary>
    /// <param name="id">The id as it stands in the message.</param>
    /// <param name="isNotification">Whether nobody waits for an answer.</param>
    /// <param name="outlet">Where the answer goes.</param>
    /// <param name="batch">The batch that it is part of.</param>
    internal void Open(ReadOnlySpan<byte> id, bool isNotification, IJsonRpcOutlet outlet, JsonRpcBatch? batch)
    {
        _outlet = outlet;
        if (id.Length > _id.Length)
            _id = new byte[id.Length];
        id.CopyTo(_id);
        _idLength = id.Length;
        _isNotification = isNotification;
        _batch = isNotification ? null : batch;
        _batch?.Join();
    }

    /// <inheritdoc/>
    internal override bool HasId(ReadOnlySpan<byte> id) => !_isNotification && Id.SequenceEqual(id);

    /// <inheritdoc/>
    internal override void RunBetweenEvents(WorkItem item)
    {
        if (_batch is not { } batch)
        {
            _outlet.RunBetweenEvents([item]);
            return;
        }

        // What happens until the batch is answered is replayed then: to its sender, the subscription begins where it stands.
        Postpone();
        batch.RunLast(item);
    }

    /// <inheritdoc/>
    internal override WireWriter BeginResult()
    {
        _result = JsonRpcAnswer.BeginResult(Id);
        return _result.Writer;
    }

    /// <inheritdoc/>
    internal override void EndResult()
    {
        var answer = _result!.End();
        if (answer.Length > Session.Limits.MessageBytes)
            SendError(JsonRpcErrors.AnswerTooLarge(Session.Limits.MessageBytes));
        else
            Send(answer);
        _result.Clear();
    }

    /// <inheritdoc/>
    internal override void SendError(ErrorPayload error) => Send(JsonRpcAnswer.Error(Id, Traced(error)));

    /// <inheritdoc/>
    protected override void ReturnToPool()
    {
        _batch = null;
        _result = null;
        if (_id.Length > UsualIdBytes)
            _id = new byte[UsualIdBytes];
        _pool.Return(this);
    }

    private void Send(ReadOnlySpan<byte> answer)
    {
        BeforeAnswer();
        if (_batch is { } batch)
        {
            batch.Add(answer, this, TakeAfterAnswer());
            batch.Leave();
            return;
        }

        if (!_isNotification)
            _outlet.Send(answer);
        TakeAfterAnswer()?.Invoke();
    }
}
