using Virtwire.Sdk.Server.Bindings.Http;
using Virtwire.Sdk.Server.Bindings.JsonRpc;

namespace Virtwire.Sdk.Server.Bindings.XmlRpc;

/// <summary>The methods that the protocol itself brings, and all others of its target.</summary>
/// <param name="target">Has the others.</param>
internal sealed class XmlRpcSystem(XmlRpcTarget target)
{
    private const string MultiCall = "system.multicall";

    private static readonly Dictionary<string, (string[][] Signatures, string Help)> Own = new(StringComparer.Ordinal)
    {
        ["system.getCapabilities"] = ([["struct"]], "Tells which conventions are followed, each with its address and version."),
        ["system.listMethods"] = ([["array"]], "Lists the methods that can be called."),
        ["system.methodHelp"] = ([["string", "string"]], "Tells what a method does."),
        ["system.methodSignature"] = ([["array", "string"]], "Tells what a method is called with: of each way the type of its result and those of its parameters."),
        [MultiCall] = ([["array", "array"]], "Makes several calls, one after the other. Each is a struct of methodName and params, and is answered by a list of one value or a fault."),
    };

    // Name, where it is described, and its version.
    private static readonly (string Name, string Url, int Version)[] Capabilities =
    [
        ("xmlrpc", "http://xmlrpc.com/spec.md", 1),
        ("introspection", "http://xmlrpc-c.sourceforge.net/introspection.html", 1),
        (MultiCall, "http://mirrors.talideon.com/articles/multicall.html", 1),
        ("nil", "http://ontosys.com/xml-rpc/extensions.php", 20010518),
    ];

    /// <summary>Makes a call.</summary>
    /// <exception cref="XmlRpcFault">It is answered with an error.</exception>
    internal async Task<XmlRpcValue> CallAsync(HttpExchange exchange, XmlRpcRequest request) => (request.Method, request.Params) switch
    {
        ("system.listMethods", []) => XmlRpcValue.List.Of(target.MethodsFor(exchange).Concat(Own.Keys).Order(StringComparer.Ordinal)),
        ("system.getCapabilities", []) => CapabilitiesStruct(),
        ("system.methodSignature", [XmlRpcValue.Text(var name)]) => SignaturesOf(exchange, name),
        ("system.methodHelp", [XmlRpcValue.Text(var name)]) => new XmlRpcValue.Text(
            Own.TryGetValue(name, out var own) ? own.Help : target.HelpOn(exchange, name) ?? throw XmlRpcFault.NoMethod(name)),
        (MultiCall, [XmlRpcValue.List calls]) => await CallAllAsync(exchange, calls.Items).ConfigureAwait(false),
        (var name, _) when Own.ContainsKey(name) => throw new XmlRpcFault(WrongParams(name)),
        _ => await target.CallAsync(exchange, request).ConfigureAwait(false),
    };

    private XmlRpcValue.List SignaturesOf(HttpExchange exchange, string method)
    {
        var signatures = Own.TryGetValue(method, out var own) ? own.Signatures : target.SignaturesOf(exchange, method) ?? throw XmlRpcFault.NoMethod(method);
        return new XmlRpcValue.List([.. signatures.Select(XmlRpcValue.List.Of)]);
    }

    // One after the other: a later one may want what an earlier one has done.
    private async Task<XmlRpcValue> CallAllAsync(HttpExchange exchange, IReadOnlyList<XmlRpcValue> calls)
    {
        if (calls.Count > exchange.Core.Limits.BatchLength)
            throw new XmlRpcFault(JsonRpcErrors.BatchTooLong(exchange.Core.Limits.BatchLength));
        var answers = new List<XmlRpcValue>(calls.Count);
        foreach (var call in calls)
        {
            try
            {
                answers.Add(new XmlRpcValue.List([await CallAsync(exchange, RequestOf(call)).ConfigureAwait(false)]));
            }
            catch (XmlRpcFault fault)
            {
                answers.Add(XmlRpcWriter.FaultOf(fault.Error));
            }
        }

        return new XmlRpcValue.List(answers);
    }

    private static XmlRpcRequest RequestOf(XmlRpcValue call)
    {
        if (call is not XmlRpcValue.Struct members || members.Find("methodName") is not XmlRpcValue.Text(var name) || members.Find("params") is not XmlRpcValue.List(var values))
            throw XmlRpcFault.NoCall($"A call of {MultiCall} must be a struct of methodName, a string, and params, an array.");
        return name == MultiCall ? throw XmlRpcFault.NoCall($"{MultiCall} may not be called by {MultiCall}.") : new XmlRpcRequest(name, values);
    }

    private static XmlRpcValue.Struct CapabilitiesStruct() => new([.. Capabilities.Select(static known => (known.Name, (XmlRpcValue)new XmlRpcValue.Struct(
    [
        ("specUrl", new XmlRpcValue.Text(known.Url)),
        ("specVersion", new XmlRpcValue.Int(known.Version)),
    ])))]);

    private static ErrorPayload WrongParams(string method) => new InvalidParamsException(
        "", $"{method} is called with ({string.Join(", ", Own[method].Signatures[0].Skip(1))}).").ToPayload();
}
