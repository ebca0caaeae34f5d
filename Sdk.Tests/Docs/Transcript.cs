namespace Virtwire.Sdk.Tests.Docs;

/// <summary>A fenced block of a page that shows what goes over the wire.</summary>
/// <param name="Line">The line of the page that it begins on.</param>
/// <param name="Forms">The forms of the wire that it shows.</param>
/// <param name="Framing">How messages are framed.</param>
/// <param name="WithOven">Whether the server's driver has the resource <c>Oven</c>, as a vendor would add it.</param>
/// <param name="Steps">What happens, in order.</param>
public sealed record Transcript(int Line, IReadOnlyList<string> Forms, TranscriptFraming Framing, bool WithOven, IReadOnlyList<TranscriptStep> Steps)
{
    /// <inheritdoc/>
    public override string ToString() => $"line {Line}: {string.Join(' ', Forms)}";
}

/// <summary>How messages of a transcript are told apart.</summary>
public enum TranscriptFraming
{
    /// <summary>One a line.</summary>
    Lines,

    /// <summary>By Content-Length.</summary>
    Headers,

    /// <summary>Frames of STOMP. The zero at a frame's end is written as ␀.</summary>
    Stomp,
}

/// <summary>What a line of a transcript stands for.</summary>
public enum StepKind
{
    /// <summary>→ The client sends a message.</summary>
    Send,

    /// <summary>← The server sends a message.</summary>
    Receive,

    /// <summary>× The server closes the connection.</summary>
    Closed,
}

/// <summary>A line of a transcript.</summary>
/// <param name="Kind">Who does what.</param>
/// <param name="Connection">Which connection: 1 unless the line says otherwise.</param>
/// <param name="Text">The message, wildcards not yet filled in.</param>
public sealed record TranscriptStep(StepKind Kind, int Connection, string Text);
