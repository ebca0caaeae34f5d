namespace Virtwire.Sdk.Benchmarks.Compare;

/// <summary>The names of what is measured beside the windows.</summary>
internal static class Numbers
{
    /// <summary>Milliseconds from the start of <c>virtwire serve</c> to its first answer.</summary>
    public const string DaemonStart = "daemon start";

    /// <summary>MiB of anonymous memory of a daemon that has answered once.</summary>
    public const string DaemonMemory = "daemon memory";

    /// <summary>KiB of anonymous memory that an idle connection adds.</summary>
    public const string ConnectionMemory = "connection memory";

    /// <summary>Bytes of a list's result on the client.</summary>
    public const string ListGraph = "list graph";

    /// <summary>Bytes that the driver allocates for a list.</summary>
    public const string ListDriver = "list driver";

    /// <summary>Milliseconds of the generator's first run.</summary>
    public const string GeneratorCold = "generator cold";

    /// <summary>The share of the generator's steps that an unrelated edit leaves cached.</summary>
    public const string GeneratorCached = "generator cached";
}
