using System.Runtime.InteropServices;
using Virtwire.Sdk.Framing;
using Virtwire.Sdk.Server.Dispatch;

namespace Virtwire.Sdk.Server.Bindings.JsonRpc;

/// <summary>
/// The answers of a batch, which leave together as one array when the last of them is there, in the order in which they came. A batch
/// to which nothing is to be answered is answered with nothing.
/// </summary>
/// <remarks>
/// What has to be answered between two events runs when all others have been answered, so that the array is sent at once then, and
/// events wait for no call of the batch.
/// </remarks>
internal sealed class JsonRpcBatch(IJsonRpcOutlet outlet, int maxBytes)
{
    private readonly Lock _gate = new();
    private readonly FrameBuffer _answers = new();
    private List<Action>? _afterAnswer;
    private List<WorkItem>? _last;

    // The reader itself holds the batch open until it has handed out the last message.
    private int _open = 1;

    /// <summary>One more call whose answer belongs here.</summary>
    internal void Join()
    {
        lock (_gate)
            _open++;
    }

    /// <summary>Has a call that has joined run between two events when all others are answered. Called by the reader, while it holds the batch open.</summary>
    internal void RunLast(WorkItem item)
    {
        lock (_gate)
        {
            _open--;
            (_last ??= []).Add(item);
        }
    }

    /// <summary>Adds an answer.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="call">Its call, which is told where there is no room for it; null where nothing else could be said.</param>
    /// <param name="afterAnswer">What runs once the array has been sent.</param>
    internal void Add(ReadOnlySpan<byte> answer, JsonRpcCall? call = null, Action? afterAnswer = null)
    {
        if (TryAdd(answer, call is null ? int.MaxValue : maxBytes, afterAnswer))
            return;
        var error = call!.Traced(JsonRpcErrors.AnswerTooLarge(maxBytes));
        TryAdd(JsonRpcAnswer.Error(call.Id, error), int.MaxValue, afterAnswer);
    }

    private bool TryAdd(ReadOnlySpan<byte> answer, int most, Action? afterAnswer)
    {
        lock (_gate)
        {
            if (_answers.Length + 2L + answer.Length > most)
                return false;
            _answers.Append(_answers.Length == 0 ? "["u8 : ","u8);
            _answers.Append(answer);
            if (afterAnswer is not null)
                (_afterAnswer ??= []).Add(afterAnswer);
            return true;
        }
    }

    /// <summary>A call has been answered, or the reader is done; the last one sends.</summary>
    internal void Leave()
    {
        List<WorkItem>? last;
        lock (_gate)
        {
            if (--_open > 0)
                return;
            (last, _last) = (_last, null);
            _open = last?.Count ?? 0;
        }

        if (last is null)
            Send();
        else
            outlet.RunBetweenEvents(CollectionsMarshal.AsSpan(last));
    }

    private void Send()
    {
        if (_answers.Length > 0)
        {
            _answers.Append("]"u8);
            outlet.Send(_answers.Written);
        }

        _answers.Release();
        foreach (var action in _afterAnswer ?? [])
            action();
    }
}
