namespace Virtwire.Sdk.Cli;

/// <summary>The command line asks for something that it cannot mean: printed, and exit code 2.</summary>
internal sealed class UsageException(string message) : Exception(message);
