using System.Diagnostics.CodeAnalysis;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Server.Dispatch;

/// <summary>A call that waits for a worker or for its driver's task. Pooled by its method.</summary>
[SuppressMessage("Reliability", "CA2012", Justification = "The task waits here for its one consumer: that is what this class is for.")]
internal sealed class RunningCall<TDriver, TRequest, TOutcome> : WorkItem
    where TDriver : ResourceDriver
    where TRequest : IWireType<TRequest>
{
    private readonly TypedMethod<TDriver, TRequest, TOutcome> _method;
    private readonly Action _completed;
    private Invocation? _call;
    private TDriver? _driver;
    private TRequest _request = default!;
    private ValueTask<TOutcome> _task;

    internal RunningCall(TypedMethod<TDriver, TRequest, TOutcome> method)
    {
        _method = method;
        _completed = OnCompleted;
    }

    /// <summary>Takes a call that a worker shall run.</summary>
    internal void Prepare(Invocation call, TDriver driver, TRequest request)
    {
        _call = call;
        _driver = driver;
        _request = request;
    }

    /// <summary>Takes a call whose driver has been called already.</summary>
    internal void Await(Invocation call, ValueTask<TOutcome> task)
    {
        _call = call;
        _task = task;
        task.GetAwaiter().UnsafeOnCompleted(_completed);
    }

    /// <summary>Gives the object back.</summary>
    internal void Release()
    {
        _call = null;
        _driver = null;
        _request = default!;
        _task = default;
        _method.Return(this);
    }

    /// <inheritdoc/>
    internal override void Run()
    {
        var call = _call!;
        if (!call.TryStart())
        {
            // Stopped, and answered, while it waited for a worker: the driver never hears of it.
            Release();
            call.Finish();
            return;
        }

        try
        {
            _task = _method.CallAsync(_driver!, _request, new CallContext(call));
        }
        catch (Exception exception)
        {
            Release();
            Answer.Fail(call, exception);
            return;
        }

        if (_task.IsCompleted)
            OnCompleted();
        else
            _task.GetAwaiter().UnsafeOnCompleted(_completed);
    }

    private void OnCompleted()
    {
        var call = _call!;
        TOutcome outcome;
        try
        {
            outcome = _task.GetAwaiter().GetResult();
        }
        catch (Exception exception)
        {
            Release();
            Answer.Fail(call, exception);
            return;
        }

        Release();
        _method.Succeed(call, outcome);
    }
}
