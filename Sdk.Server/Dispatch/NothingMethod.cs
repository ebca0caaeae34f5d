using System.Runtime.CompilerServices;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Server.Dispatch;

/// <summary>A method that returns nothing, which is <c>{}</c> on the wire.</summary>
internal sealed class NothingMethod<TDriver, TRequest>(
    MethodDescriptor descriptor,
    string member,
    Func<TDriver, TRequest, CallContext, ValueTask> call)
    : TypedMethod<TDriver, TRequest, Nothing>(descriptor, member)
    where TDriver : ResourceDriver
    where TRequest : IWireType<TRequest>
{
    internal override ValueTask<Nothing> CallAsync(TDriver driver, TRequest request, CallContext context)
    {
        var task = call(driver, request, context);
        if (!task.IsCompletedSuccessfully)
            return WaitAsync(task);
        task.GetAwaiter().GetResult();
        return default;
    }

    protected override void WriteOutcome(ref WireWriter writer, Nothing outcome) => Nothing.WriteWire(ref writer, outcome);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private static async ValueTask<Nothing> WaitAsync(ValueTask task)
    {
        await task.ConfigureAwait(false);
        return default;
    }
}
