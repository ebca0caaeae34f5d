using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Rpc;

/// <summary>The exceptions that calls end with when they do not end with a result.</summary>
internal static class Failures
{
    /// <summary>The connection has ended.</summary>
    public static ConnectionLostException Lost(RpcConnection connection, CloseReason reason, MethodDescriptor? method, bool maybeSent)
    {
        var call = method is null ? "" : $" The call of {method.Name} {(maybeSent ? "may have reached the server" : "was not sent")}.";
        return new ConnectionLostException(
            $"The connection to {connection.EndPoint} has ended: {reason.Message}{call}", maybeSent, reason.Cause);
    }

    /// <summary>The peer's version lacks the method.</summary>
    public static NotSupportedByPeerException NotSupportedByPeer(MethodDescriptor method, ApiVersion? peer) =>
        NotSupportedByPeer(method.Name, method.Namespace, method.Since, peer);

    /// <summary>The peer's version lacks the event.</summary>
    public static NotSupportedByPeerException NotSupportedByPeer(EventDescriptor descriptor, ApiVersion? peer) =>
        NotSupportedByPeer(descriptor.Name, descriptor.Namespace, descriptor.Since, peer);

    /// <summary>The peer's version lacks a parameter of a method that it has.</summary>
    public static NotSupportedByPeerException NotSupportedByPeer(MethodDescriptor method, string parameter, ApiVersion since, ApiVersion? peer) => new(
        $"The parameter '{parameter}' of {method.Name} is not supported by the server: it came with {method.Namespace} {since}, the server speaks {peer}. Leave it out.",
        new NotSupportedByPeerDetails { Element = $"{method.Name}.{parameter}", Since = since.ToString(), PeerVersion = peer?.ToString() });

    /// <summary>The request was not taken for sending.</summary>
    public static Exception NotAppended(RpcConnection connection, AppendStatus status, MethodDescriptor method) => status switch
    {
        AppendStatus.OutboxFull => Limit(
            "outboxBytes",
            connection.Writer.MaxOutboxBytes,
            $"The call of {method.Name} was not sent: {connection.Writer.OutboxBytes} bytes wait for {connection.EndPoint} to read them."),
        AppendStatus.TooLarge => Limit(
            "messageBytes",
            connection.Writer.MaxMessageBytes,
            $"The call of {method.Name} was not sent: the server takes no more than {connection.Writer.MaxMessageBytes} bytes."),
        _ => Lost(connection, connection.Reason ?? new CloseReason(CloseKind.Local, "It is being closed."), method, maybeSent: false),
    };

    /// <summary>A task that has failed from the start.</summary>
    public static ValueTask Outcome(Exception failure) => failure is OperationCanceledException cancelled
        ? ValueTask.FromCanceled(cancelled.CancellationToken)
        : ValueTask.FromException(failure);

    /// <summary>A task that has failed from the start.</summary>
    public static ValueTask<T> Outcome<T>(Exception failure) => failure is OperationCanceledException cancelled
        ? ValueTask.FromCanceled<T>(cancelled.CancellationToken)
        : ValueTask.FromException<T>(failure);

    /// <summary>No slot is free.</summary>
    public static Exception TooManyCalls() => Limit(
        "inFlight", CallId.MaxSlots, $"{CallId.MaxSlots} calls are under way on one connection, which is the most there can be.");

    /// <summary>A subscription's events were not enumerated.</summary>
    public static Exception TooManyEvents(string kinds, int most) => Limit(
        "queuedEvents",
        most,
        $"More than {most} events {kinds} wait to be enumerated, and the subscription has ended. " +
        "Enumerate faster, or begin again after the last position.");

    /// <summary>The deadline has passed.</summary>
    public static DeadlineExceededException DeadlineExceeded(MethodDescriptor? method) =>
        new($"{method?.Name ?? "The call"} was not answered before its deadline.");

    /// <summary>The server answered an error.</summary>
    public static HostException FromError(MethodDescriptor? method, ReadOnlySpan<byte> error)
    {
        try
        {
            var payload = WireValue.Read<ErrorPayload, ErrorPayload>(error, WireMode.Lenient);
            return (method?.Errors ?? ErrorFactory.BuiltIn).ToException(payload);
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

    private static NotSupportedByPeerException NotSupportedByPeer(string element, string schemaNamespace, ApiVersion since, ApiVersion? peer) => new(
        peer is null
            ? $"{element} is not supported by the server, which does not have the namespace {schemaNamespace}."
            : $"{element} is not supported by the server: it came with {schemaNamespace} {since}, the server speaks {peer}.",
        new NotSupportedByPeerDetails { Element = element, Since = since.ToString(), PeerVersion = peer?.ToString() });

    private static LimitExceededException Limit(string name, long most, string message) =>
        new(message, new LimitExceededDetails { Limit = name, Maximum = most });
}
