namespace Virtwire.Sdk.Tests.Server.Identities;

/// <summary>A directory of policy files, for one test.</summary>
internal sealed class PolicyFiles : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("virtwire-");
    private int _last;

    public string Folder => _directory.FullName;

    /// <summary>Writes a file that only its owner can write.</summary>
    public string Write(string text)
    {
        var path = Path.Combine(Folder, $"policy{++_last}.json");
        File.WriteAllText(path, text);
        Restrict(path);
        return path;
    }

    /// <summary>Leaves a file to its owner, and opens it to whoever else is said.</summary>
    public static void Restrict(string path, UnixFileMode open = UnixFileMode.None)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | open);
    }

    /// <summary>Writes a policy with tokens and nothing else.</summary>
    public string WithTokens(params AccessTokenEntry[] tokens) => Write($$"""{"tokens":[{{string.Join(',', tokens.Select(static t => t.Policy))}}]}""");

    public void Dispose() => _directory.Delete(recursive: true);
}

/// <summary>The part of a token that a policy has.</summary>
internal readonly record struct AccessTokenEntry(string Policy)
{
    public static implicit operator AccessTokenEntry(Virtwire.Sdk.Server.AccessToken token) => new(token.PolicyEntry);
}
