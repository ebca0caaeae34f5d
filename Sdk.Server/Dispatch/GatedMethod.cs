using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Server.Dispatch;

/// <summary>A method behind a gate. It is stopped, limited and answered as the method itself would be, which also writes the outcome.</summary>
internal sealed class GatedMethod<TDriver, TRequest, TOutcome>(TypedMethod<TDriver, TRequest, TOutcome> inner, ICallGate gate)
    : TypedMethod<TDriver, TRequest, TOutcome>(inner.Descriptor, inner.Member)
    where TDriver : ResourceDriver
    where TRequest : IWireType<TRequest>
{
    internal override async ValueTask<TOutcome> CallAsync(TDriver driver, TRequest request, CallContext context)
    {
        await gate.PassAsync(Descriptor, WireValue.ToElement<TRequest, TRequest>(request), context.CancellationToken).ConfigureAwait(false);
        return await inner.CallAsync(driver, request, context).ConfigureAwait(false);
    }

    protected override void WriteOutcome(ref WireWriter writer, TOutcome outcome) => inner.Write(ref writer, outcome);
}
