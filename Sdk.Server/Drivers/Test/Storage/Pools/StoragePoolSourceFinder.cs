using Virtwire.Sdk.Server.Drivers.Test.Definitions;

namespace Virtwire.Sdk.Server.Drivers.Test.Storage.Pools;

/// <summary>What the simulated host finds when it looks around for something that pools could stand on: what libvirt's simulator finds.</summary>
internal static class StoragePoolSourceFinder
{
    private const string VolumeGroups = """
        <sources>
          <source>
            <device path='/dev/sda20'/>
            <name>testvg1</name>
            <format type='lvm2'/>
          </source>
          <source>
            <device path='/dev/sda21'/>
            <name>testvg2</name>
            <format type='lvm2'/>
          </source>
        </sources>

        """;

    /// <summary>Looks for sources of a type.</summary>
    /// <param name="type">The type of pool.</param>
    /// <param name="source">Where to look; null for everywhere.</param>
    public static string Find(string type, string? source)
    {
        var host = source is null ? null : ObjectDocument.Read(source, "source").DocumentElement!.Child("host")?.Attribute("name");
        return type switch
        {
            "logical" => VolumeGroups,
            "netfs" => string.IsNullOrEmpty(host) ? throw NoHost() : Exports(host),
            _ => throw new ArgumentUnsupportedException(
                $"Sources of pools of the type '{type}' cannot be looked for.", new ArgumentUnsupportedDetails { Parameter = "type" }),
        };
    }

    private static InvalidArgumentException NoHost() => new(
        "To look for exports takes the name of a file server: give a source with a host.", new InvalidArgumentDetails { Parameter = "source" });

    private static string Exports(string host) => $"""
        <sources>
          <source>
            <host name='{System.Security.SecurityElement.Escape(host)}'/>
            <dir path='/testshare'/>
            <format type='nfs'/>
          </source>
        </sources>

        """;
}
