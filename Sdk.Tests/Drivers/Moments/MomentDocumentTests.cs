using Virtwire.Sdk.Server.Drivers.Test.Domains;
using Virtwire.Sdk.Server.Drivers.Test.Moments;
using Virtwire.Sdk.Tests.Drivers.Support;

namespace Virtwire.Sdk.Tests.Drivers.Moments;

/// <summary>The documents of snapshots and checkpoints.</summary>
public sealed class MomentDocumentTests
{
    private readonly MomentHost _host = new();

    [Fact]
    public void A_snapshot_is_dumped_as_libvirt_does()
    {
        var made = _host.Snap("s", "<domainsnapshot><name>passed over</name><description>Why &amp; when</description><acme:note xmlns:acme='urn:acme'>kept</acme:note></domainsnapshot>");
        var later = _host.Snap("later");

        var xml = SimulatedHost.Run(_host.Snapshots.GetXmlAsync(new() { Self = made }, SimulatedHost.Call));
        var domain = _host.Host.Store.Find(_host.Vm).Live!.Xml;
        var created = _host.Host.Store.Find(_host.Vm).Snapshots.Moments["s"].Created.ToUnixTimeSeconds();
        Assert.Equal(
            CanonicalXml.Of($"<domainsnapshot><name>s</name><description>Why &amp; when</description><state>running</state><creationTime>{created}</creationTime>"
                + "<memory snapshot='internal'/><disks><disk name='vda' snapshot='internal'/><disk name='vdb' snapshot='internal'/></disks>"
                + $"<acme:note xmlns:acme='urn:acme'>kept</acme:note>{domain}</domainsnapshot>"),
            CanonicalXml.Of(xml));
        Assert.Contains("<parent><name>s</name></parent>", SimulatedHost.Run(_host.Snapshots.GetXmlAsync(new() { Self = later }, SimulatedHost.Call)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_checkpoint_is_dumped_as_libvirt_does()
    {
        var made = _host.Check("c", "<domaincheckpoint><disks><disk name='vdb' checkpoint='bitmap'/></disks></domaincheckpoint>");
        var xml = SimulatedHost.Run(_host.Checkpoints.GetXmlAsync(new() { Self = made, WithoutDomain = true }, SimulatedHost.Call));
        var created = _host.Host.Store.Find(_host.Vm).Checkpoints.Moments["c"].Created.ToUnixTimeSeconds();
        Assert.Equal(
            CanonicalXml.Of($"<domaincheckpoint><name>c</name><creationTime>{created}</creationTime><disks><disk name='vdb' checkpoint='bitmap'/></disks></domaincheckpoint>"),
            CanonicalXml.Of(xml));
        var info = SimulatedHost.Run(_host.Checkpoints.GetInfoAsync(made, SimulatedHost.Call));
        Assert.Equal(["vdb"], info.Disks.Select(d => d.Name));
    }

    [Theory]
    [InlineData("<domainsnapshot>\n  <disks>\n    <disk name='sda'/>\n  </disks></domainsnapshot>", 3, 5)]
    [InlineData("<domainsnapshot><disks>\n <disk name='vda'/><disk name='vda'/></disks></domainsnapshot>", 2, 20)]
    [InlineData("<domainsnapshot><disks>\n <disk name='vda' snapshot='external'/></disks></domainsnapshot>", 2, 2)]
    [InlineData("<domainsnapshot>\n<memory snapshot='external' file='/m'/></domainsnapshot>", 2, 1)]
    [InlineData("<domain/>", 1, 1)]
    [InlineData("<domainsnapshot><name></domainsnapshot>", 1, 25)]
    [InlineData("<!DOCTYPE x><domainsnapshot/>", 1, 1)]
    public void A_document_that_cannot_be_is_refused_with_its_place(string xml, int line, int column)
    {
        var refusal = Assert.Throws<XmlInvalidException>(() => _host.Snap("s", xml));
        Assert.Equal((line, column), (refusal.Line, refusal.Column));
        Assert.Equal("", _host.SnapshotTree);
    }

    [Fact]
    public void Passwords_are_left_out_unless_asked_for()
    {
        var host = new MomentHost("<devices><graphics type='vnc' passwd='geheim'/></devices>");
        var made = host.Snap("s");
        Assert.DoesNotContain("geheim", SimulatedHost.Run(host.Snapshots.GetXmlAsync(new() { Self = made }, SimulatedHost.Call)), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_kept_of_snapshots_and_checkpoints_comes_back_as_it_was()
    {
        _host.Snap("a", "<domainsnapshot><description>d</description><x:y xmlns:x='urn:x'/></domainsnapshot>");
        _host.Snap("b");
        _host.Revert("a");
        var other = new MomentHost();
        other.Check("c", "<domaincheckpoint><disks><disk name='vdb'/></disks></domaincheckpoint>");

        foreach (var domain in new[] { _host.Host.Store.Find(_host.Vm), other.Host.Store.Find(other.Vm) })
        {
            var marks = DomainMarks.Of(domain);
            var again = DomainMarks.Read(domain with { Snapshots = MomentTree.Empty, Checkpoints = MomentTree.Empty }, marks);
            Assert.NotEmpty(marks);
            Assert.Equal(marks, DomainMarks.Of(again));
            Assert.Equal(domain.Snapshots.Current, again.Snapshots.Current);
            Assert.Equal(domain.Checkpoints.Moments.Values.SelectMany(m => m.Document.Disks), again.Checkpoints.Moments.Values.SelectMany(m => m.Document.Disks));
            Assert.Equal(domain.Snapshots.Moments.Values.Select(m => (m.Name, m.Parent, m.State, m.Created)), again.Snapshots.Moments.Values.Select(m => (m.Name, m.Parent, m.State, m.Created)));
        }
    }
}
