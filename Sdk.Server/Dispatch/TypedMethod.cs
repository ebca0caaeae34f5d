using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Server.Dispatch;

/// <summary>The way of a call that all shapes share: read the request, run the driver here or on a worker, write the outcome.</summary>
internal abstract class TypedMethod<TDriver, TRequest, TOutcome> : ServerMethod
    where TDriver : ResourceDriver
    where TRequest : IWireType<TRequest>
{
    private readonly WireMode _mode;
    private readonly ObjectPool<RunningCall<TDriver, TRequest, TOutcome>> _running;

    protected TypedMethod(MethodDescriptor descriptor, string member)
        : base(descriptor, member)
    {
        _mode = descriptor.IgnoresUnknownParams ? WireMode.Lenient : WireMode.Strict;
        _running = new(() => new RunningCall<TDriver, TRequest, TOutcome>(this));
    }

    /// <summary>Calls the driver's method.</summary>
    internal abstract ValueTask<TOutcome> CallAsync(TDriver driver, TRequest request, CallContext context);

    /// <inheritdoc/>
    internal sealed override ServerMethod Behind(ICallGate gate) => new GatedMethod<TDriver, TRequest, TOutcome>(this, gate);

    /// <summary>Writes what it returned, for a method that stands before this one.</summary>
    internal void Write(ref WireWriter writer, TOutcome outcome) => WriteOutcome(ref writer, outcome);

    /// <summary>Writes what it returned.</summary>
    protected abstract void WriteOutcome(ref WireWriter writer, TOutcome outcome);

    /// <inheritdoc/>
    internal sealed override void Invoke(Invocation call, ResourceDriver? driver, ReadOnlySpan<byte> parameters)
    {
        TRequest request;
        try
        {
            request = WireValue.Read<TRequest, TRequest>(parameters.IsEmpty ? "{}"u8 : parameters, _mode);
        }
        catch (WireException fault)
        {
            Answer.Refuse(call, Refusals.InvalidParams(fault, parameters));
            return;
        }
        catch (Exception exception)
        {
            // A codec that fails otherwise is at fault itself: the caller is told so, and keeps the connection.
            Answer.Fail(call, exception);
            return;
        }

        Run(call, (TDriver)driver!, request);
    }

    /// <inheritdoc/>
    internal sealed override bool TryInvoke(Invocation call, ResourceDriver? driver, ReadOnlySpan<byte> parameters)
    {
        TRequest request;
        try
        {
            // One level less than a message may have: the message's own.
            request = WireValue.Read<TRequest, TRequest>(parameters, _mode, WireFormat.MaxDepth - 1);
        }
        catch (Exception)
        {
            // Whatever it is, the general way meets with it again, and tells the caller.
            return false;
        }

        Run(call, (TDriver)driver!, request);
        return true;
    }

    /// <summary>Gives a finished call's object back.</summary>
    internal void Return(RunningCall<TDriver, TRequest, TOutcome> running) => _running.Return(running);

    /// <summary>Answers with what the driver returned.</summary>
    internal void Succeed(Invocation call, TOutcome outcome)
    {
        if (call.TryTakeAnswer())
        {
            var writer = call.BeginResult();
            if (TryWrite(ref writer, outcome) is { } exception)
                call.SendError(Answer.ErrorOf(call, exception));
            else
                call.EndResult();
        }

        call.Finish();
    }

    // A driver's result that cannot be written is the driver's fault, and the caller is told so.
    private Exception? TryWrite(ref WireWriter writer, TOutcome outcome)
    {
        try
        {
            WriteOutcome(ref writer, outcome);
            writer.Flush();
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }

    private void Run(Invocation call, TDriver driver, TRequest request)
    {
        if (!driver.NonBlocking)
            Queue(call, driver, request);
        else if (call.AnswersBetweenEvents)
            call.RunBetweenEvents(Prepared(call, driver, request));
        else
            RunHere(call, driver, request);
    }

    private void RunHere(Invocation call, TDriver driver, TRequest request)
    {
        call.TryStart();
        ValueTask<TOutcome> task;
        TOutcome outcome;
        try
        {
            task = CallAsync(driver, request, new CallContext(call));
            if (!task.IsCompleted)
            {
                call.Detach();
                _running.Rent().Await(call, task);
                return;
            }

            outcome = task.GetAwaiter().GetResult();
        }
        catch (Exception exception)
        {
            Answer.Fail(call, exception);
            return;
        }

        Succeed(call, outcome);
    }

    private RunningCall<TDriver, TRequest, TOutcome> Prepared(Invocation call, TDriver driver, TRequest request)
    {
        var running = _running.Rent();
        running.Prepare(call, driver, request);
        return running;
    }

    private void Queue(Invocation call, TDriver driver, TRequest request)
    {
        var running = Prepared(call, driver, request);
        call.Detach();
        if (call.Queue(running) is not { } refusal)
            return;
        running.Release();
        Answer.Refuse(call, refusal);
    }
}
