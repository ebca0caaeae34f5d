using System.Globalization;
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

    protected override void WriteOutcome(ref WireWriter writer, TValue outcome)
    {
        if (outcome is IPage page && page.Count > Descriptor.MaxPage)
            throw TooLong(page.Count);
        TResult.WriteWire(ref writer, TResult.WrapWire(outcome));
    }

    private InvalidOperationException TooLong(int count) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"The driver answered {Descriptor.Name} with a page of {count} items, and the schema allows {Descriptor.MaxPage}."));
}
