namespace Virtwire.Sdk.Rpc;

/// <summary>What ended a connection.</summary>
internal enum CloseKind
{
    /// <summary>This side closed it.</summary>
    Local,

    /// <summary>The peer closed it, between two messages.</summary>
    Peer,

    /// <summary>Messages could no longer be told apart, or the peer was gone in the middle of one.</summary>
    BrokenFraming,

    /// <summary>The peer sent a message that no peer may send.</summary>
    BadMessage,

    /// <summary>Receiving failed.</summary>
    ReceiveFailed,

    /// <summary>Sending failed.</summary>
    SendFailed,

    /// <summary>The code that handles messages failed.</summary>
    HandlerFailed,
}

/// <summary>Why a connection ended.</summary>
/// <param name="Kind">What ended it.</param>
/// <param name="Message">The same as a sentence, with details.</param>
/// <param name="Cause">The exception behind it, if there is one.</param>
internal sealed record CloseReason(CloseKind Kind, string Message, Exception? Cause = null);
