using Virtwire.Sdk.Server.Bindings.Http;

namespace Virtwire.Sdk.Server.Bindings.XmlRpc;

/// <summary>What can be called by XML-RPC, beside what the protocol itself brings.</summary>
internal abstract class XmlRpcTarget
{
    /// <summary>The names of the methods that the caller may call.</summary>
    internal abstract IEnumerable<string> MethodsFor(HttpExchange exchange);

    /// <summary>What a method is called with: the type of its result and those of its parameters, each way it can be called; null for no such method.</summary>
    internal abstract IReadOnlyList<IReadOnlyList<string>>? SignaturesOf(HttpExchange exchange, string method);

    /// <summary>What a method does; null for no such method.</summary>
    internal abstract string? HelpOn(HttpExchange exchange, string method);

    /// <summary>Makes a call.</summary>
    /// <exception cref="XmlRpcFault">It is answered with an error.</exception>
    internal abstract Task<XmlRpcValue> CallAsync(HttpExchange exchange, XmlRpcRequest request);
}
