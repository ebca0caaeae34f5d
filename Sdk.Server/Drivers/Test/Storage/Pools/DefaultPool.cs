namespace Virtwire.Sdk.Server.Drivers.Test.Storage.Pools;

/// <summary>The pool that the simulated host holds at start: the one of libvirt's own <c>test:///default</c>.</summary>
internal static class DefaultPool
{
    /// <summary>
    /// Its directory, which no machine has: a pool of this target is simulated in memory, whatever its document, so that everybody has
    /// one that works.
    /// </summary>
    public const string TargetPath = "/default-pool";

    /// <summary>How much a pool in memory holds, in bytes: 100 GiB, as in libvirt's simulator.</summary>
    public const ulong Capacity = 100UL << 30;

    /// <summary>Its document.</summary>
    public const string Xml = """
        <pool type='dir'>
          <name>default-pool</name>
          <uuid>dfe224cb-28fb-8dd0-c4b2-64eb3f0f4566</uuid>
          <source>
          </source>
          <target>
            <path>/default-pool</path>
          </target>
        </pool>
        """;
}
