using System.Text.Json;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Tasks;

/// <summary>Makes what a caller gets of a task's result.</summary>
/// <typeparam name="TResult">What the caller gets.</typeparam>
/// <param name="connection">The connection that a handle makes its calls through.</param>
/// <param name="options">What goes with those calls.</param>
/// <param name="result">The result.</param>
/// <exception cref="WireException">The result is not of that type.</exception>
internal delegate TResult TaskResultReader<out TResult>(HostConnection connection, CallOptions options, JsonElement result);

/// <summary>The shapes of a task's result.</summary>
internal static class TaskResults
{
    /// <summary>The result as it is.</summary>
    public static T Plain<T>(HostConnection connection, CallOptions options, JsonElement result)
        where T : IWireType<T>
        => WireValue.FromElement<T, T>(result, WireMode.Lenient);

    /// <summary>The one field of the result.</summary>
    public static TValue Value<T, TValue>(HostConnection connection, CallOptions options, JsonElement result)
        where T : IWireSingle<T, TValue>
        => T.UnwrapWire(WireValue.FromElement<T, T>(result, WireMode.Lenient));

    /// <summary>The handle of the object that the result names.</summary>
    public static THandle Handle<TRef, THandle>(HostConnection connection, CallOptions options, JsonElement result)
        where TRef : IWireStruct<TRef>
        where THandle : IHandle<THandle, TRef>
        => THandle.Bind(connection, WireValue.FromElement<TRef, TRef>(result, WireMode.Lenient), options);
}
