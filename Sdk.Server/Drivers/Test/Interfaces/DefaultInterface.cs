namespace Virtwire.Sdk.Server.Drivers.Test.Interfaces;

/// <summary>The interface that the simulated host has at start: the one of libvirt's own <c>test:///default</c>.</summary>
internal static class DefaultInterface
{
    /// <summary>Its document.</summary>
    public const string Xml = """
        <interface type='ethernet' name='eth1'>
          <start mode='onboot'/>
          <mtu size='1492'/>
          <protocol family='ipv4'>
            <ip address='192.168.0.5' prefix='24'/>
            <route gateway='192.168.0.1'/>
          </protocol>
          <mac address='aa:bb:cc:dd:ee:ff'/>
        </interface>
        """;
}
