using System.Globalization;
using Virtwire.Sdk.Framing;
using Virtwire.Sdk.Rpc;
using Virtwire.Sdk.Server.Dispatch;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Server.Bindings.JsonRpc;

/// <summary>What is answered to a message that is no call.</summary>
internal static class JsonRpcErrors
{
    /// <summary>A message that is no JSON-RPC message.</summary>
    internal static ErrorPayload Of(EnvelopeFault fault) => fault switch
    {
        EnvelopeFault.Syntax => new ParseErrorException(fault.Describe()).ToPayload(),
        EnvelopeFault.TooDeep => Refusals.LimitExceeded("depth", WireFormat.MaxDepth, fault.Describe()),
        _ => new InvalidRequestException(fault.Describe()).ToPayload(),
    };

    /// <summary>A batch without messages.</summary>
    internal static ErrorPayload EmptyBatch() => new InvalidRequestException("A batch must hold at least one message.").ToPayload();

    /// <summary>An answer, where the server has asked nothing.</summary>
    internal static ErrorPayload UnaskedAnswer() =>
        new InvalidRequestException("The message is an answer, and the server has asked nothing.").ToPayload();

    /// <summary>Metadata of the wrong form.</summary>
    /// <param name="wrong">What is wrong, without the full stop.</param>
    internal static ErrorPayload Meta(string wrong) => new InvalidRequestException($"{wrong}.").ToPayload();

    /// <summary>Messages can no longer be told apart.</summary>
    internal static ErrorPayload BrokenFraming(string reason, int maxHeaderBytes) => reason == FramingFault.HeaderTooLong.Describe()
        ? Refusals.LimitExceeded("headerBytes", maxHeaderBytes, $"{reason} The connection is closed, because messages can no longer be told apart.")
        : new ParseErrorException($"{reason} The connection is closed, because messages can no longer be told apart.").ToPayload();

    /// <summary>A batch of too many messages.</summary>
    internal static ErrorPayload BatchTooLong(int maximum) => Refusals.LimitExceeded(
        "batchLength", maximum, string.Create(CultureInfo.InvariantCulture, $"A batch may hold at most {maximum} messages. Nothing of it was run."));

    /// <summary>A message of too many bytes.</summary>
    internal static ErrorPayload TooLarge(int maximum) => Refusals.LimitExceeded(
        "messageBytes", maximum, string.Create(CultureInfo.InvariantCulture, $"A message may be at most {maximum} bytes long. It was not read."));

    /// <summary>More waits for the peer than may, and the connection is closed.</summary>
    internal static ErrorPayload OutboxFull(long maximum) => Refusals.LimitExceeded(
        "outboxBytes", maximum, string.Create(CultureInfo.InvariantCulture, $"More than {maximum} bytes wait to be read. The connection is closed; what comes no more was not said."));

    /// <summary>An answer of too many bytes.</summary>
    internal static ErrorPayload AnswerTooLarge(int maximum) => Refusals.LimitExceeded(
        "messageBytes", maximum, string.Create(CultureInfo.InvariantCulture, $"The answer would be longer than {maximum} bytes. The call was run; ask for less at once."));
}
