using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Rpc;

/// <summary>The exceptions that calls end with when they do not end with a result.</summary>
internal static class Failures
{
    private static readonly ErrorDescriptor Deadline = new("DeadlineExceeded", 2);
    private static readonly ErrorDescriptor Limit = new("LimitExceeded", 6);

    /// <summary>The connection has ended.</summary>
    public static ConnectionLostException Lost(RpcConnection connection, CloseReason reason, MethodDescriptor? method, bool maybeSent)
    {
        var call = method is null ? "The call" : $"The call of {method.Name}";
        var sent = maybeSent ? "may have reached the server" : "was not sent";
        return new ConnectionLostException(
            $"The connection to {connection.EndPoint} has ended: {reason.Message} {call} {sent}.", maybeSent, reason.Cause);
    }

    /// <summary>The request was not taken for sending.</summary>
    public static Exception NotAppended(RpcConnection connection, AppendStatus status, MethodDescriptor method) => status switch
    {
        AppendStatus.OutboxFull => new HostException(
            Limit,
            $"The call of {method.Name} was not sent: {connection.Writer.OutboxBytes} bytes wait for {connection.EndPoint} to read them."),
        AppendStatus.TooLarge => new HostException(
            Limit,
            $"The call of {method.Name} was not sent: it is larger than the {connection.Writer.MaxMessageBytes} bytes that the server takes."),
        _ => Lost(connection, connection.Reason ?? new CloseReason(CloseKind.Local, "It is being closed."), method, maybeSent: false),
    };

    /// <summary>No slot is free.</summary>
    public static Exception TooManyCalls() =>
        new HostException(Limit, $"{CallId.MaxSlots} calls are under way on one connection, which is the most there can be.");

    /// <summary>The deadline has passed.</summary>
    public static Exception DeadlineExceeded(MethodDescriptor? method) =>
        new HostException(Deadline, $"{method?.Name ?? "The call"} was not answered before its deadline.");

    /// <summary>The server answered an error.</summary>
    public static HostException FromError(MethodDescriptor? method, ReadOnlySpan<byte> error)
    {
        try
        {
            return (method?.Errors ?? ErrorFactory.BuiltIn).ToException(WireValue.Read<ErrorPayload, ErrorPayload>(error, WireMode.Lenient));
        }
        catch (WireException broken)
        {
            return Malformed(method, broken, error);
        }
    }

    /// <summary>The server answered something that its schema does not allow.</summary>
    public static MalformedAnswerException Malformed(MethodDescriptor? method, Exception? cause, ReadOnlySpan<byte> answer)
    {
        var what = cause is WireException wire ? wire.MessageFor(wire.PathIn(answer)) : cause?.Message;
        return new MalformedAnswerException($"{method?.Name ?? "The server"} answered what its schema does not allow: {what}", cause);
    }
}
