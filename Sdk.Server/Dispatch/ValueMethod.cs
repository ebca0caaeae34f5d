using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Server.Dispatch;

/// <summary>A method that returns the one field of its result.</summary>
internal sealed class ValueMethod<TDriver, TRequest, TResult, TValue>(
    MethodDescriptor descriptor,
    string member,
    Func<TDriver, TRequest, CallContext, ValueTask<TValue>> call)
    : TypedMethod<TDriver, TRequest, TValue>(descriptor, member)
    where TDriver : ResourceDriver
    where TRequest : IWireType<TRequest>
    where TResult : IWireSingle<TResult, TValue>
{
    internal override ValueTask<TValue> CallAsync(TDriver driver, TRequest request, CallContext context) => call(driver, request, context);

    protected override void WriteOutcome(ref WireWriter writer, TValue outcome) => TResult.WriteWire(ref writer, TResult.WrapWire(outcome));
}
