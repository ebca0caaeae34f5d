using Virtwire.Sdk.Server.Dispatch;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Server;

/// <summary>
/// A method as a server dispatches it: decode, call the driver, encode. Made by the factories below, one for each shape of a
/// call; emitted code is the only caller that is expected.
/// </summary>
public abstract class ServerMethod
{
    private protected ServerMethod(MethodDescriptor descriptor, string member)
    {
        Descriptor = descriptor;
        Member = member;
    }

    /// <summary>The method.</summary>
    public MethodDescriptor Descriptor { get; }

    /// <summary>The name of the driver's method, by which the support matrix finds an override.</summary>
    public string Member { get; }

    /// <summary>A method whose result is a struct, a handle or a ticket.</summary>
    public static ServerMethod ForResult<TDriver, TRequest, TResult>(
        MethodDescriptor descriptor,
        string member,
        Func<TDriver, TRequest, CallContext, ValueTask<TResult>> call)
        where TDriver : ResourceDriver
        where TRequest : IWireType<TRequest>
        where TResult : IWireType<TResult> => new ResultMethod<TDriver, TRequest, TResult>(descriptor, member, call);

    /// <summary>A method with nothing to say but that it is done.</summary>
    public static ServerMethod ForNothing<TDriver, TRequest>(
        MethodDescriptor descriptor,
        string member,
        Func<TDriver, TRequest, CallContext, ValueTask> call)
        where TDriver : ResourceDriver
        where TRequest : IWireType<TRequest> => new NothingMethod<TDriver, TRequest>(descriptor, member, call);

    /// <summary>A method whose result struct is unwrapped: the driver returns its one field.</summary>
    public static ServerMethod ForValue<TDriver, TRequest, TResult, TValue>(
        MethodDescriptor descriptor,
        string member,
        Func<TDriver, TRequest, CallContext, ValueTask<TValue>> call)
        where TDriver : ResourceDriver
        where TRequest : IWireType<TRequest>
        where TResult : IWireSingle<TResult, TValue> => new ValueMethod<TDriver, TRequest, TResult, TValue>(descriptor, member, call);

    /// <summary>A method that only starts a task: the driver returns the work, and the server carries it out.</summary>
    public static ServerMethod ForTask<TDriver, TRequest, TProgress, TResult>(
        MethodDescriptor descriptor,
        string member,
        Func<TDriver, TRequest, CallContext, ValueTask<TaskWork<TProgress, TResult>>> call)
        where TDriver : ResourceDriver
        where TRequest : IWireType<TRequest>
        where TProgress : IWireType<TProgress>
        where TResult : IWireType<TResult> => new TaskMethod<TDriver, TRequest, TProgress, TResult>(descriptor, member, call);

    /// <summary>The method behind a gate that each of its calls must pass before its driver hears of it.</summary>
    internal virtual ServerMethod Behind(ICallGate gate) => this;

    /// <summary>
    /// Decodes the parameters, which may be reused once this returns, and starts the call. Never throws: what goes wrong is the
    /// call's answer.
    /// </summary>
    /// <param name="call">The call, which answers its caller.</param>
    /// <param name="driver">The driver of the call's session, of the type that the method was made for; null where it only refuses.</param>
    /// <param name="parameters">The parameters as JSON text; empty when there are none.</param>
    internal abstract void Invoke(Invocation call, ResourceDriver? driver, ReadOnlySpan<byte> parameters);

    /// <summary>
    /// As <see cref="Invoke"/>, for bytes that only look like parameters: false, and nothing has happened, where they do not prove to be
    /// one JSON value, or not what the method wants.
    /// </summary>
    internal virtual bool TryInvoke(Invocation call, ResourceDriver? driver, ReadOnlySpan<byte> parameters) => false;
}
