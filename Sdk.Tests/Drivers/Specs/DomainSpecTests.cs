using System.Xml;
using Virtwire.Sdk.Wire;
using Host = Virtwire.Sdk.Tests.Drivers.Support.SimulatedHost;

namespace Virtwire.Sdk.Tests.Drivers.Specs;

/// <summary>What a spec makes of a document, and what it leaves alone.</summary>
public sealed class DomainSpecTests
{
    private const string Rich = """
        <domain type='kvm' xmlns:q='urn:q'>
          <name>web1</name>
          <uuid>b6e3a6a5-1b6c-4d0b-9c0c-6b8f6f0f8a11</uuid>
          <memory unit='MiB'>512</memory>
          <vcpu placement='static'>2</vcpu>
          <os><type arch='x86_64'>hvm</type><boot dev='hd'/></os>
          <devices>
            <disk type='file' device='disk'><driver name='qemu' type='qcow2' discard='unmap'/><source file='/a.img'/><target dev='vda' bus='virtio'/><q:note/></disk>
            <disk type='nvme' device='disk'><source type='pci'/><target dev='vdz' bus='virtio'/></disk>
            <disk type='file' device='disk'><source file='/b.img'/><target dev='vdb' bus='virtio'/></disk>
            <interface type='network'><mac address='52:54:00:00:00:01'/><source network='default'/><filterref filter='clean-traffic'/></interface>
            <interface type='ethernet'><mac address='52:54:00:00:00:02'/></interface>
            <graphics type='vnc' port='-1' autoport='yes' passwd='old'><listen type='address' address='127.0.0.1'/></graphics>
            <q:device/>
          </devices>
          <q:extra/>
        </domain>
        """;

    private readonly Host _host = new();

    [Fact]
    public void A_new_domain_needs_a_name_and_memory()
    {
        var self = Define(new() { Name = "n1", Memory = 65536 });

        Assert.NotNull(self.Uuid);
        var info = Host.Run(_host.Domains.GetInfoAsync(self, Host.Call));
        Assert.Equal((65536, 65536, 1, "hvm"), (info.Memory, info.MaxMemory, info.Vcpus, info.OsType));
        Assert.Equal("defined n1 added", Assert.Single(_host.Events.Take()));
    }

    [Fact]
    public void All_that_a_spec_says_is_in_the_document()
    {
        var spec = new DomainSpec
        {
            Name = "n2", Uuid = Guid.Parse("0c5a1f2e-3b8d-4d59-9a3f-5b0f6c1d2e33"), Type = "kvm", Title = "T", Description = "D",
            Memory = 1024, MaxMemory = 2048, Vcpus = 2, MaxVcpus = 4,
            Cpu = new() { Mode = "custom", Model = "Skylake", Topology = new() { Sockets = 1, Cores = 2, Threads = 2 } },
            Os = new() { Type = "hvm", Arch = "x86_64", Machine = "q35", Firmware = "efi", Boot = ["cdrom", "hd"] },
            Disks =
            [
                new DomainFileDisk { Path = "/a", Target = "vda", Bus = "virtio", Format = "qcow2", Cache = "none", BootOrder = 1 },
                new DomainFileDisk { Target = "sda", Device = "cdrom", Bus = "sata", ReadOnly = true },
                new DomainBlockDisk { Path = "/dev/sdb", Target = "vdb", Serial = "S1", Shareable = true },
                new DomainNetworkDisk { Protocol = "rbd", Name = "p/i", Hosts = [new() { Name = "m1", Port = 6789 }], Target = "vdc" },
                new DomainVolumeDisk { Pool = "p", Volume = "v", Target = "vdd" },
            ],
            Interfaces =
            [
                new DomainNetworkInterface { Network = "default", PortGroup = "web", Mac = "52:54:00:00:00:01", Model = "virtio", LinkUp = false },
                new DomainBridgeInterface { Bridge = "br0", Mac = "52:54:00:00:00:02", Target = "tap0" },
                new DomainUserInterface { Mac = "52:54:00:00:00:03", BootOrder = 2 },
                new DomainDirectInterface { Device = "eth0", Mode = "bridge", Mac = "52:54:00:00:00:04" },
            ],
            Graphics = [new() { Type = "vnc", Port = -1, Listen = "0.0.0.0" }],
            Consoles = [new() { Type = "pty", Target = "virtio" }],
            Video = "virtio", GuestAgent = true, OnPoweroff = "destroy", OnReboot = "restart", OnCrash = "preserve",
        };
        var read = Spec(Define(spec));

        Assert.Equal(Text(spec), Text(read));
    }

    [Fact]
    public void What_a_spec_has_no_words_for_stays()
    {
        var self = Host.Run(_host.Domains.DefineAsync(new() { Xml = Rich }, Host.Call));
        var spec = Spec(self);
        Assert.Equal((2, 1), (spec.Disks!.Count, spec.Interfaces!.Count));

        Define(new()
        {
            Name = "web1",
            Title = "Web",
            Disks = [new DomainFileDisk { Path = "/new.img", Target = "vda" }, new DomainVolumeDisk { Pool = "p", Volume = "v", Target = "vdc" }],
            Interfaces = [new DomainBridgeInterface { Bridge = "br0" }],
        });

        Assert.Equal(["vda", "vdz", "vdc"], All(self, "//disk/target/@dev"));
        Assert.Single(All(self, "//disk[1][driver/@discard='unmap' and source/@file='/new.img' and *[local-name()='note']]/@type"));
        Assert.Equal(["52:54:00:00:00:01", "52:54:00:00:00:02"], All(self, "//interface/mac/@address"));
        Assert.Equal(["bridge"], All(self, "//interface[source/@bridge='br0' and not(source/@network) and filterref]/@type"));
        Assert.Equal(2, All(self, "//*[namespace-uri()='urn:q' and (local-name()='device' or local-name()='extra')]").Count);
        Assert.Equal(["static"], All(self, "//vcpu/@placement"));
        Assert.Equal(["MiB"], All(self, "//memory/@unit"));
    }

    [Fact]
    public void An_empty_list_takes_all_away_that_it_has_words_for()
    {
        var self = Host.Run(_host.Domains.DefineAsync(new() { Xml = Rich }, Host.Call));
        Define(new() { Name = "web1", Disks = [], Interfaces = [], Graphics = [], Consoles = [], GuestAgent = false });
        Assert.Equal(["vdz"], All(self, "//disk/target/@dev"));
        Assert.Equal(["ethernet"], All(self, "//interface/@type"));
        Assert.Empty(All(self, "//graphics"));
    }

    [Fact]
    public void An_interface_that_brings_no_address_gets_one_and_keeps_it()
    {
        var spec = new DomainSpec { Name = "n3", Memory = 1024, Interfaces = [new DomainUserInterface(), new DomainNetworkInterface { Network = "default" }] };
        var self = Define(spec);
        var macs = All(self, "//mac/@address");
        Assert.Equal(2, macs.Distinct().Count());
        Assert.All(macs, mac => Assert.StartsWith("52:54:00:", mac, StringComparison.Ordinal));
        Define(spec);
        Assert.Equal(macs, All(self, "//mac/@address"));
    }

    [Fact]
    public void Memory_and_processors_follow_each_other()
    {
        var self = Define(new() { Name = "n4", Memory = 1024, Vcpus = 2 });
        Define(new() { Name = "n4", Memory = 2048, Vcpus = 4 });
        Assert.Equal((2048, 2048, 4, 4), Amounts(self));
        Define(new() { Name = "n4", MaxMemory = 1024, MaxVcpus = 3 });
        Assert.Equal((1024, 1024, 3, 3), Amounts(self));
        Define(new() { Name = "n4", MaxMemory = 4096, MaxVcpus = 8 });
        Assert.Equal((1024, 4096, 3, 8), Amounts(self));
    }

    [Fact]
    public void A_password_is_set_and_never_answered()
    {
        var self = Host.Run(_host.Domains.DefineAsync(new() { Xml = Rich }, Host.Call));
        var graphics = Assert.Single(Spec(self).Graphics!);
        Assert.Equal(new DomainGraphics { Type = "vnc", Port = -1, Listen = "127.0.0.1" }, graphics);
        Define(new() { Name = "web1", Graphics = [graphics] });
        Assert.Equal(["old"], All(self, "//graphics/@passwd"));
        Define(new() { Name = "web1", Graphics = [graphics with { Password = "new", Port = 5901, Listen = "0.0.0.0" }] });
        Assert.Single(All(self, "//graphics[@passwd='new' and @port='5901' and @autoport='no']/@type"));
        Assert.Equal(["0.0.0.0"], All(self, "//listen/@address"));
    }

    [Fact]
    public void Texts_that_are_empty_are_taken_away()
    {
        var self = Define(new() { Name = "n5", Memory = 1024, Title = "T", Description = "D" });
        Define(new() { Name = "n5", Title = "", Description = "" });
        Assert.Empty(All(self, "//title | //description"));
    }

    [Fact]
    public void A_spec_edits_the_document_that_comes_with_it()
    {
        var self = Host.Run(_host.Domains.DefineAsync(new() { Xml = "<domain type='test'><name>a</name><os><type>hvm</type></os></domain>", Spec = new() { Name = "b", Memory = 2048 } }, Host.Call));
        Assert.Equal("b", self.Name);
        Assert.Equal(2048, Spec(self).Memory);
    }

    [Fact]
    public void A_domain_is_started_from_a_spec()
    {
        var self = Host.Run(_host.Domains.CreateXmlAsync(new() { Spec = new() { Name = "t", Memory = 1024 }, Paused = true }, Host.Call));
        Assert.Equal(DomainState.Paused, Host.Run(_host.Domains.GetStateAsync(self, Host.Call)).State);
        Assert.False(Host.Run(_host.Domains.GetInfoAsync(self, Host.Call)).Persistent);
    }

    [Fact]
    public void The_next_start_is_read_and_edited_apart_from_what_runs()
    {
        var self = Define(new() { Name = "n6", Memory = 1024 });
        Host.Run(_host.Domains.CreateAsync(new() { Self = self }, Host.Call));
        Define(new() { Name = "n6", Memory = 2048 });
        Assert.Equal(1024, Spec(self).Memory);
        Assert.Equal(2048, Host.Run(_host.Domains.GetSpecAsync(new() { Self = self, Inactive = true }, Host.Call)).Memory);
    }

    public static TheoryData<string, DomainSpec> Unfit { get; } = new()
    {
        { "needs a name or a uuid", new() { Memory = 1024 } },
        { "a name and an amount of memory", new() { Name = "new" } },
        { "a name and an amount of memory", new() { Uuid = Guid.Parse("0c5a1f2e-3b8d-4d59-9a3f-5b0f6c1d2e33"), Memory = 1024 } },
        { "more than the most", new() { Name = "web1", Memory = 2048, MaxMemory = 1024 } },
        { "more than the most", new() { Name = "web1", Vcpus = 4, MaxVcpus = 2 } },
        { "contains a slash", new() { Name = "a/b", Memory = 1024 } },
        { "'kmv' is no known type", new() { Name = "web1", Type = "kmv" } },
        { "'dos' is no known type", new() { Name = "web1", Os = new() { Type = "dos" } } },
        { "'explode' is no known action", new() { Name = "web1", OnReboot = "explode" } },
        { "'tape' is no known 'device'", new() { Name = "web1", Disks = [new DomainFileDisk { Path = "/a", Target = "vda", Device = "tape" }] } },
        { "needs a 'source'", new() { Name = "web1", Disks = [new DomainFileDisk { Target = "vdx" }] } },
        { "have 'vda'", new() { Name = "web1", Disks = [new DomainFileDisk { Path = "/a", Target = "vda" }, new DomainBlockDisk { Path = "/b", Target = "vda" }] } },
        { "have '52:54:00:00:00:0a'", new() { Name = "web1", Interfaces = [new DomainUserInterface { Mac = "52:54:00:00:00:0A" }, new DomainUserInterface { Mac = "52:54:00:00:00:0a" }] } },
        { "the address of a group", new() { Name = "web1", Interfaces = [new DomainUserInterface { Mac = "01:54:00:00:00:01" }] } },
        { "'oil' is no known 'type'", new() { Name = "web1", Graphics = [new() { Type = "oil" }] } },
        { "'paper' is no known 'type'", new() { Name = "web1", Consoles = [new() { Type = "paper" }] } },
        { "'tape' is no known kind of disk", new() { Name = "web1", Disks = [new DomainDisk.Unknown("tape", default)] } },
        { "'wifi' is no known kind of interface", new() { Name = "web1", Interfaces = [new DomainInterface.Unknown("wifi", default)] } },
    };

    [Theory]
    [MemberData(nameof(Unfit), DisableDiscoveryEnumeration = true)]
    public void A_spec_that_fits_nothing_is_refused_and_leaves_all_as_it_was(string reason, DomainSpec spec)
    {
        var self = Host.Run(_host.Domains.DefineAsync(new() { Xml = Rich }, Host.Call));
        var before = Xml(self);
        _host.Events.Take();

        var refusal = Assert.Throws<InvalidArgumentException>(() => Define(spec));
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
        Assert.Equal("spec", refusal.Parameter);
        Assert.Equal(before, Xml(self));
        Assert.Empty(_host.Events.Take());
    }

    [Fact]
    public void A_call_without_either_is_refused()
    {
        Assert.Equal("xml", Assert.Throws<InvalidArgumentException>(() => Host.Run(_host.Domains.DefineAsync(default, Host.Call))).Parameter);
        Assert.Equal("xml", Assert.Throws<InvalidArgumentException>(() => Host.Run(_host.Domains.CreateXmlAsync(default, Host.Call))).Parameter);
    }

    [Fact]
    public void A_name_or_a_uuid_that_is_anothers_is_refused()
    {
        Host.Run(_host.Domains.DefineAsync(new() { Xml = Rich }, Host.Call));
        Assert.Throws<DomainExistsException>(() => Define(new() { Name = "web1", Uuid = Guid.AllBitsSet }));
        Assert.Throws<DomainExistsException>(() => Define(new() { Name = "web2", Uuid = Guid.Parse("b6e3a6a5-1b6c-4d0b-9c0c-6b8f6f0f8a11") }));
        Assert.Throws<RevisionMismatchException>(() => Host.Run(
            _host.Domains.DefineAsync(new() { Spec = new() { Name = "web1", Title = "x" }, IfRevision = "stale" }, Host.Call)));
    }

    private static string Text(DomainSpec spec) => WireValue.ToElement<DomainSpec, DomainSpec>(spec).ToString();

    private DomainRef Define(DomainSpec spec) => Host.Run(_host.Domains.DefineAsync(new() { Spec = spec }, Host.Call));

    private DomainSpec Spec(DomainRef self) => Host.Run(_host.Domains.GetSpecAsync(new() { Self = self }, Host.Call));

    private (long Memory, long MaxMemory, int Vcpus, int MaxVcpus) Amounts(DomainRef self)
    {
        var spec = Spec(self);
        return (spec.Memory!.Value, spec.MaxMemory!.Value, spec.Vcpus!.Value, spec.MaxVcpus!.Value);
    }

    private string Xml(DomainRef self) => Host.Run(_host.Domains.GetXmlAsync(new() { Self = self, Inactive = true, Secure = true }, Host.Call));

    private List<string> All(DomainRef self, string path)
    {
        var document = new XmlDocument();
        document.LoadXml(Xml(self));
        return [.. document.SelectNodes(path)!.Cast<XmlNode>().Select(n => n.Value ?? n.Name)];
    }
}
