namespace Virtwire.Sdk.Benchmarks.Compare;

/// <summary>How one half of a peer is started.</summary>
/// <param name="File">The program.</param>
/// <param name="Arguments">Its arguments.</param>
internal sealed record PeerCommand(string File, params IReadOnlyList<string> Arguments)
{
    /// <summary>This tool itself in one of its roles.</summary>
    public static PeerCommand Self(string role, params IReadOnlyList<string> arguments)
    {
        var process = Environment.ProcessPath!;
        return Path.GetFileName(process) == "dotnet"
            ? new PeerCommand(process, [typeof(PeerCommand).Assembly.Location, role, .. arguments])
            : new PeerCommand(process, [role, .. arguments]);
    }

    /// <summary>A line for the shell.</summary>
    public static PeerCommand Shell(string line) => new("/bin/sh", "-c", "exec " + line);

    /// <summary>The same on the first core only.</summary>
    public PeerCommand OnOneCore() => new("taskset", ["-c", "0", File, .. Arguments]);

    public override string ToString() => string.Join(' ', Arguments.Prepend(File));
}
