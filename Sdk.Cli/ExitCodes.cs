namespace Virtwire.Sdk.Cli;

/// <summary>What the tool's exit codes mean; part of the command line's contract.</summary>
internal static class ExitCodes
{
    /// <summary>Done.</summary>
    public const int Success = 0;

    /// <summary>The daemon answered an error.</summary>
    public const int ErrorReply = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 2;

    /// <summary>There is no connection, or it was lost.</summary>
    public const int NoConnection = 3;

    /// <summary>A signal ended a call that was under way, as shells have it: 128 and the number of SIGINT.</summary>
    public const int Interrupted = 130;
}
