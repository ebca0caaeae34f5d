namespace Virtwire.Sdk.Server.Drivers.Test.Networks;

/// <summary>The network that the simulated host holds at start: the one of libvirt's own <c>test:///default</c>.</summary>
internal static class DefaultNetwork
{
    /// <summary>Its document.</summary>
    public const string Xml = """
        <network>
          <name>default</name>
          <uuid>dd8fe884-6c02-601e-7551-cca97df1c5df</uuid>
          <forward mode='nat'/>
          <bridge name='virbr0' stp='on' delay='0'/>
          <ip address='192.168.122.1' netmask='255.255.255.0'>
            <dhcp>
              <range start='192.168.122.2' end='192.168.122.254'/>
            </dhcp>
          </ip>
        </network>
        """;
}
