namespace Virtwire.Sdk.Cli;

/// <summary>The token that says who calls: in a file or in the environment, and never among the words of a command, which everybody can read.</summary>
internal static class TokenFile
{
    /// <summary>The variable that holds the token itself.</summary>
    public const string Variable = "VIRTWIRE_TOKEN";

    private const UnixFileMode OpenToOthers = UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    /// <summary>The token; null where there is none.</summary>
    /// <param name="path">The file; null for the variable.</param>
    /// <param name="console">Has the environment.</param>
    /// <exception cref="UsageException">The file cannot be read, holds nothing, or is open to others.</exception>
    public static string? Read(string? path, ToolConsole console)
    {
        if (path is null)
            return console.Environment(Variable) is { Length: > 0 } token ? token.Trim() : null;
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read);
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(file.SafeFileHandle) & OpenToOthers) != 0)
                throw new UsageException($"The token in '{path}' is open to others. Say chmod 600 '{path}'.");
            using var reader = new StreamReader(file);
            return reader.ReadToEnd().Trim() is { Length: > 0 } held ? held : throw new UsageException($"The file '{path}' holds no token.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The token in '{path}' cannot be read: {failure.Message}");
        }
    }
}
