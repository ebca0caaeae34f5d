using Microsoft.AspNetCore.Http;
using Virtwire.Sdk.Server.Bindings.Http;

namespace Virtwire.Sdk.Server.Bindings.XmlRpc;

/// <summary>
/// XML-RPC, for clients that speak nothing else: <c>POST /RPC2</c>, or to the root. An answer's status is 200, be it a value or a fault; other
/// statuses are about the request as such. Its header says that newer clients should ask by something else.
/// </summary>
/// <param name="target">What can be called.</param>
internal sealed class XmlRpcService(XmlRpcTarget target) : HttpService
{
    /// <summary>The media type of XML-RPC, both ways.</summary>
    internal const string MediaType = "text/xml";

    /// <summary>Since when it is deprecated (RFC 9745): since the first version.</summary>
    internal const string DeprecatedSince = "@1767225600";

    private readonly XmlRpcSystem _system = new(target);

    /// <inheritdoc/>
    internal override string Name => "xmlrpc";

    /// <inheritdoc/>
    internal override bool Owns(PathString path) => path == "/RPC2" || path == "/";

    /// <inheritdoc/>
    internal override async Task ServeAsync(HttpExchange exchange)
    {
        exchange.Context.Response.Headers["Deprecation"] = DeprecatedSince;
        Bodies.RequireMethod(exchange, HttpMethods.Post);
        Bodies.RequireType(exchange, MediaType);
        var body = await Bodies.ReadAsync(exchange).ConfigureAwait(false);
        await Bodies.WriteAsync(exchange, await AnswerAsync(exchange, body).ConfigureAwait(false), MediaType).ConfigureAwait(false);
    }

    private async Task<ReadOnlyMemory<byte>> AnswerAsync(HttpExchange exchange, ReadOnlyMemory<byte> body)
    {
        try
        {
            var request = XmlRpcReader.Read(body);
            return XmlRpcWriter.Response(await _system.CallAsync(exchange, request).ConfigureAwait(false));
        }
        catch (XmlRpcFault fault)
        {
            return XmlRpcWriter.Response(fault.Error);
        }
        catch (HostException refusal)
        {
            return XmlRpcWriter.Response(exchange.Connection.Session.Traced(refusal.ToPayload()));
        }
    }
}
