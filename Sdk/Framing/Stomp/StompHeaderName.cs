namespace Virtwire.Sdk.Framing.Stomp;

/// <summary>The headers that mean something here. Others are the users' own.</summary>
internal enum StompHeaderName
{
    /// <summary>None of these.</summary>
    Other,

    /// <summary><c>accept-version</c></summary>
    AcceptVersion,

    /// <summary><c>ack</c></summary>
    Ack,

    /// <summary><c>content-length</c></summary>
    ContentLength,

    /// <summary><c>content-type</c></summary>
    ContentType,

    /// <summary><c>deadline</c>: milliseconds from now.</summary>
    Deadline,

    /// <summary><c>destination</c></summary>
    Destination,

    /// <summary><c>heart-beat</c></summary>
    HeartBeat,

    /// <summary><c>id</c></summary>
    Id,

    /// <summary><c>idempotency-key</c></summary>
    IdempotencyKey,

    /// <summary><c>login</c></summary>
    Login,

    /// <summary><c>message</c></summary>
    Message,

    /// <summary><c>message-id</c></summary>
    MessageId,

    /// <summary><c>ovirtCorrelationId</c>: the flow id of old clients.</summary>
    OvirtCorrelationId,

    /// <summary><c>passcode</c></summary>
    Passcode,

    /// <summary><c>position</c>: where a subscription of events goes on.</summary>
    Position,

    /// <summary><c>receipt</c></summary>
    Receipt,

    /// <summary><c>receipt-id</c></summary>
    ReceiptId,

    /// <summary><c>reply-to</c></summary>
    ReplyTo,

    /// <summary><c>subscription</c></summary>
    Subscription,

    /// <summary><c>traceparent</c></summary>
    TraceParent,

    /// <summary><c>transaction</c></summary>
    Transaction,

    /// <summary><c>version</c></summary>
    Version,
}

/// <summary>The headers by name.</summary>
internal static class StompHeaderNames
{
    /// <summary>How many there are, <see cref="StompHeaderName.Other"/> among them.</summary>
    public const int Count = (int)StompHeaderName.Version + 1;

    /// <summary>The header of that name. Names are case-sensitive.</summary>
    public static StompHeaderName Parse(ReadOnlySpan<byte> name) => name.Length switch
    {
        2 when name.SequenceEqual("id"u8) => StompHeaderName.Id,
        3 when name.SequenceEqual("ack"u8) => StompHeaderName.Ack,
        5 when name.SequenceEqual("login"u8) => StompHeaderName.Login,
        7 when name.SequenceEqual("receipt"u8) => StompHeaderName.Receipt,
        7 when name.SequenceEqual("message"u8) => StompHeaderName.Message,
        7 when name.SequenceEqual("version"u8) => StompHeaderName.Version,
        8 when name.SequenceEqual("reply-to"u8) => StompHeaderName.ReplyTo,
        8 when name.SequenceEqual("deadline"u8) => StompHeaderName.Deadline,
        8 when name.SequenceEqual("passcode"u8) => StompHeaderName.Passcode,
        8 when name.SequenceEqual("position"u8) => StompHeaderName.Position,
        10 when name.SequenceEqual("message-id"u8) => StompHeaderName.MessageId,
        10 when name.SequenceEqual("receipt-id"u8) => StompHeaderName.ReceiptId,
        10 when name.SequenceEqual("heart-beat"u8) => StompHeaderName.HeartBeat,
        11 when name.SequenceEqual("destination"u8) => StompHeaderName.Destination,
        11 when name.SequenceEqual("transaction"u8) => StompHeaderName.Transaction,
        11 when name.SequenceEqual("traceparent"u8) => StompHeaderName.TraceParent,
        12 when name.SequenceEqual("content-type"u8) => StompHeaderName.ContentType,
        12 when name.SequenceEqual("subscription"u8) => StompHeaderName.Subscription,
        14 when name.SequenceEqual("content-length"u8) => StompHeaderName.ContentLength,
        14 when name.SequenceEqual("accept-version"u8) => StompHeaderName.AcceptVersion,
        15 when name.SequenceEqual("idempotency-key"u8) => StompHeaderName.IdempotencyKey,
        18 when name.SequenceEqual("ovirtCorrelationId"u8) => StompHeaderName.OvirtCorrelationId,
        _ => StompHeaderName.Other,
    };
}
