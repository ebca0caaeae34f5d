using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Server.Dispatch;

/// <summary>A method that starts a task. What the driver refuses before it returns the work is the call's own answer.</summary>
internal sealed class TaskMethod<TDriver, TRequest, TProgress, TResult>(
    MethodDescriptor descriptor,
    string member,
    Func<TDriver, TRequest, CallContext, ValueTask<TaskWork<TProgress, TResult>>> call)
    : TypedMethod<TDriver, TRequest, TaskStarted>(descriptor, member)
    where TDriver : ResourceDriver
    where TRequest : IWireType<TRequest>
    where TProgress : IWireType<TProgress>
    where TResult : IWireType<TResult>
{
    internal override async ValueTask<TaskStarted> CallAsync(TDriver driver, TRequest request, CallContext context)
    {
        var work = await call(driver, request, context).ConfigureAwait(false);
        try
        {
            if (work.Subject is null && !Descriptor.Static)
                throw new InvalidOperationException($"The driver does not say which object its task of {Descriptor.Name} is about: call TaskWork.About.");
            return new TaskStarted(await context.Call.StartTaskAsync(work, mayBlock: !driver.NonBlocking).ConfigureAwait(false));
        }
        catch
        {
            work.Abandon();
            throw;
        }
    }

    protected override void WriteOutcome(ref WireWriter writer, TaskStarted outcome) => TaskStarted.WriteWire(ref writer, outcome);
}
