using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Server.Dispatch;

/// <summary>A method that returns its result as it goes on the wire.</summary>
internal sealed class ResultMethod<TDriver, TRequest, TResult>(
    MethodDescriptor descriptor,
    string member,
    Func<TDriver, TRequest, CallContext, ValueTask<TResult>> call)
    : TypedMethod<TDriver, TRequest, TResult>(descriptor, member)
    where TDriver : ResourceDriver
    where TRequest : IWireType<TRequest>
    where TResult : IWireType<TResult>
{
    internal override ValueTask<TResult> CallAsync(TDriver driver, TRequest request, CallContext context) => call(driver, request, context);

    protected override void WriteOutcome(ref WireWriter writer, TResult outcome) => TResult.WriteWire(ref writer, outcome);
}
