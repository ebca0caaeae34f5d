namespace Virtwire.Sdk.Server.Bindings.XmlRpc;

/// <summary>A call as it came.</summary>
/// <param name="Method">The method's name.</param>
/// <param name="Params">The values, in their order.</param>
internal sealed record XmlRpcRequest(string Method, IReadOnlyList<XmlRpcValue> Params);
