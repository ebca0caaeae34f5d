using Virtwire.Sdk.Server.Drivers.Test.Moments;
using Virtwire.Sdk.Tests.Drivers.Devices;
using Host = Virtwire.Sdk.Tests.Drivers.Support.SimulatedHost;

namespace Virtwire.Sdk.Tests.Drivers.Documents;

/// <summary>Texts that callers give and that no document can hold: refused, and everything as it was.</summary>
public sealed class UnwritableTextTests
{
    private const string Text = "a\u0001b";

    private readonly DeviceGuest _guest = new();

    public static TheoryData<string, string> Calls { get; } = new()
    {
        { "setMetadata", "metadata" },
        { "setMetadata of a namespace", "uri" },
        { "rename", "name" },
        { "define", "spec" },
        { "define a boot device", "spec" },
        { "define a listener", "spec" },
        { "snapshot", "name" },
        { "snapshot with a description", "description" },
        { "checkpoint", "name" },
        { "blockCopy", "path" },
    };

    [Theory]
    [MemberData(nameof(Calls))]
    public void They_are_refused_by_the_parameter(string call, string parameter)
    {
        if (call == "rename")
            _guest.Stop();
        var refusal = _guest.Refused<InvalidArgumentException>(() => Make(call));
        Assert.Equal(parameter, refusal.Parameter);
    }

    [Fact]
    public void A_document_without_a_name_is_refused_whatever_a_spec_puts_into_it()
    {
        const string Nameless = "<domain type='test'><os><type>hvm</type></os></domain>";
        foreach (var spec in new DomainSpec[] { new() { Memory = 1024 }, new() { Vcpus = 2 }, new() { Uuid = Guid.NewGuid() } })
        {
            var refusal = Assert.Throws<InvalidArgumentException>(
                () => { Host.Run(_guest.Host.Domains.DefineAsync(new() { Xml = Nameless, Spec = spec }, Host.Call)); });
            Assert.Equal("spec", refusal.Parameter);
        }
    }

    private void Make(string call)
    {
        var (domains, self) = (_guest.Host.Domains, _guest.Self);
        Action make = call switch
        {
            "setMetadata" => () => Host.Run(domains.SetMetadataAsync(new() { Self = self, Type = DomainMetadataType.Title, Metadata = Text }, Host.Call)),
            "setMetadata of a namespace" => () => Host.Run(domains.SetMetadataAsync(
                new() { Self = self, Type = DomainMetadataType.Element, Metadata = "<a/>", Key = "k", Uri = Text }, Host.Call)),
            "rename" => () => Host.Run(domains.RenameAsync(new() { Self = self, Name = Text }, Host.Call)),
            "define" => () => Define(new() { Name = "web1", Title = Text }),
            "define a boot device" => () => Define(new() { Name = "web1", Os = new() { Boot = [Text] } }),
            "define a listener" => () => Define(new() { Name = "web1", Graphics = [new() { Type = "vnc", Listen = Text }] }),
            "snapshot" => () => Host.Run(new TestSnapshotDriver(_guest.Host.Store).CreateAsync(new() { Domain = self, Name = Text }, Host.Call)),
            "snapshot with a description" => () => Host.Run(
                new TestSnapshotDriver(_guest.Host.Store).CreateAsync(new() { Domain = self, Description = Text }, Host.Call)),
            "checkpoint" => () => Host.Run(new TestCheckpointDriver(_guest.Host.Store).CreateAsync(new() { Domain = self, Name = Text }, Host.Call)),
            _ => () => Host.Run(domains.BlockCopyAsync(new() { Self = self, Disk = "vda", Path = "/" + Text }, Host.Call)),
        };
        make();
    }

    private void Define(DomainSpec spec) => Host.Run(_guest.Host.Domains.DefineAsync(new() { Spec = spec }, Host.Call));
}
