using System.Globalization;
using Virtwire.Sdk.Server.Dispatch;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Server.Bindings.XmlRpc;

/// <summary>What a call is answered with in place of a value.</summary>
/// <param name="error">The error, of which the code and the message are told.</param>
internal sealed class XmlRpcFault(ErrorPayload error) : Exception(error.Message)
{
    /// <summary>The error.</summary>
    internal ErrorPayload Error => error;

    /// <summary>The body is no XML, or XML of a kind that is not read.</summary>
    internal static XmlRpcFault NoXml(string why) => new(new ParseErrorException(why).ToPayload());

    /// <summary>The body is XML, and no call.</summary>
    internal static XmlRpcFault NoCall(string why) => new(new InvalidRequestException(why).ToPayload());

    /// <summary>There is no method of that name.</summary>
    internal static XmlRpcFault NoMethod(string name) => new(Refusals.MethodNotFound(System.Text.Encoding.UTF8.GetBytes(name)));

    /// <summary>Values lie too deep in one another.</summary>
    internal static XmlRpcFault TooDeep() => new(Refusals.LimitExceeded(
        "depth", WireFormat.MaxDepth, string.Create(CultureInfo.InvariantCulture, $"Values may be nested {WireFormat.MaxDepth} deep at most.")));

    /// <summary>There are too many values.</summary>
    internal static XmlRpcFault TooMany(int maximum) => new(Refusals.LimitExceeded(
        "values", maximum, string.Create(CultureInfo.InvariantCulture, $"A call may hold at most {maximum} values.")));

    /// <summary>The result holds what XML has no way to say.</summary>
    internal static XmlRpcFault Unsayable() => new(new InternalErrorException(
        "The answer holds a character that XML cannot carry. The call was run; ask for it over another protocol.").ToPayload());
}
