namespace Virtwire.Sdk.Framing.Stomp;

/// <summary>What a frame is for.</summary>
internal enum StompCommand
{
    /// <summary>A command that STOMP does not have. Names are case-sensitive.</summary>
    Unknown,

    /// <summary>A client begins.</summary>
    Connect,

    /// <summary>The same by its newer name.</summary>
    Stomp,

    /// <summary>A client sends a message to a destination.</summary>
    Send,

    /// <summary>A client wants the messages of a destination.</summary>
    Subscribe,

    /// <summary>A client wants them no longer.</summary>
    Unsubscribe,

    /// <summary>A client has consumed a message.</summary>
    Ack,

    /// <summary>A client could not consume a message.</summary>
    Nack,

    /// <summary>A client begins a transaction.</summary>
    Begin,

    /// <summary>A client's transaction comes true.</summary>
    Commit,

    /// <summary>A client's transaction comes to nothing.</summary>
    Abort,

    /// <summary>A client leaves.</summary>
    Disconnect,

    /// <summary>A server accepts a client.</summary>
    Connected,

    /// <summary>A server hands out a message.</summary>
    Message,

    /// <summary>A server has processed a frame that asked to be told so.</summary>
    Receipt,

    /// <summary>A server says what was wrong, and closes.</summary>
    Error,
}

/// <summary>The commands by name.</summary>
internal static class StompCommands
{
    /// <summary>The command of that name.</summary>
    public static StompCommand Parse(ReadOnlySpan<byte> name) => name.Length switch
    {
        3 when name.SequenceEqual("ACK"u8) => StompCommand.Ack,
        4 when name.SequenceEqual("SEND"u8) => StompCommand.Send,
        4 when name.SequenceEqual("NACK"u8) => StompCommand.Nack,
        5 when name.SequenceEqual("STOMP"u8) => StompCommand.Stomp,
        5 when name.SequenceEqual("BEGIN"u8) => StompCommand.Begin,
        5 when name.SequenceEqual("ABORT"u8) => StompCommand.Abort,
        5 when name.SequenceEqual("ERROR"u8) => StompCommand.Error,
        6 when name.SequenceEqual("COMMIT"u8) => StompCommand.Commit,
        7 when name.SequenceEqual("CONNECT"u8) => StompCommand.Connect,
        7 when name.SequenceEqual("MESSAGE"u8) => StompCommand.Message,
        7 when name.SequenceEqual("RECEIPT"u8) => StompCommand.Receipt,
        9 when name.SequenceEqual("SUBSCRIBE"u8) => StompCommand.Subscribe,
        9 when name.SequenceEqual("CONNECTED"u8) => StompCommand.Connected,
        10 when name.SequenceEqual("DISCONNECT"u8) => StompCommand.Disconnect,
        11 when name.SequenceEqual("UNSUBSCRIBE"u8) => StompCommand.Unsubscribe,
        _ => StompCommand.Unknown,
    };

    /// <summary>Whether it is a server who sends it; otherwise it is a client.</summary>
    public static bool IsOfServer(this StompCommand command) => command >= StompCommand.Connected;

    /// <summary>Whether such a frame may have a body.</summary>
    public static bool MayHaveBody(this StompCommand command) =>
        command is StompCommand.Send or StompCommand.Message or StompCommand.Error;

    /// <summary>Whether headers are escaped from 1.1 on: in all frames but those that were there before the version is known.</summary>
    public static bool Escapes(this StompCommand command) =>
        command is not (StompCommand.Connect or StompCommand.Stomp or StompCommand.Connected);
}
