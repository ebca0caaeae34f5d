namespace Virtwire.Sdk.Rpc;

/// <summary>What became of a message that was to be sent.</summary>
internal enum AppendStatus
{
    /// <summary>It will be sent after all that was appended before it.</summary>
    Accepted,

    /// <summary>Too much waits to be sent: the peer reads too slowly. Nothing was appended.</summary>
    OutboxFull,

    /// <summary>It is larger than the peer takes. Nothing was appended.</summary>
    TooLarge,

    /// <summary>Nothing is sent any more.</summary>
    Closed,
}

/// <summary>The answer of <see cref="CoalescingWriter.Append{TMessage}"/>.</summary>
/// <param name="Status">What became of the message.</param>
/// <param name="End">Where the message ends among all bytes of the connection; to ask <see cref="CoalescingWriter.MaybeSent"/>.</param>
internal readonly record struct AppendResult(AppendStatus Status, long End)
{
    /// <summary>Whether the message will be sent.</summary>
    public bool IsAccepted => Status == AppendStatus.Accepted;

    public static implicit operator AppendResult(AppendStatus refused) => new(refused, long.MaxValue);
}
