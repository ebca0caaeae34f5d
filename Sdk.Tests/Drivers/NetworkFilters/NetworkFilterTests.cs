using Virtwire.Sdk.Server;
using Virtwire.Sdk.Server.Drivers.Test.Domains;
using Virtwire.Sdk.Server.Drivers.Test.NetworkFilters;
using Virtwire.Sdk.Server.Drivers.Test.Networks;
using Virtwire.Sdk.Server.Drivers.Test.Objects;
using Virtwire.Sdk.Tests.Drivers.Support;

namespace Virtwire.Sdk.Tests.Drivers.NetworkFilters;

/// <summary>The life of network filters, by the rules of libvirt's own driver: its simulator has none to compare with.</summary>
public sealed class NetworkFilterTests
{
    private static readonly Guid Uuid = Guid.Parse("11111111-2222-4333-8444-555555555555");

    private readonly RecordingEvents _events = new();
    private readonly TestDomainDriver _domains;
    private readonly TestNetworkFilterDriver _filters;

    public NetworkFilterTests() => (_domains, _filters) = Host(null);

    private static CallContext Call => default;

    [Fact]
    public void A_filter_is_defined_found_changed_and_taken_away()
    {
        var self = Define("<filter name='f'><rule action='drop' direction='in'/></filter>");
        Assert.Equal(self, SimulatedHost.Run(_filters.LookupByNameAsync(new() { Name = "f" }, Call)));
        Assert.Equal(self, SimulatedHost.Run(_filters.LookupByUuidAsync(new() { Uuid = self.Uuid!.Value }, Call)));
        Assert.Equal(["f"], Names());
        Assert.Equal(("root", 0, 1), (Info(self).Chain, Info(self).Priority, Info(self).Rules));

        // Without a uuid the name says which; the uuid stays.
        Assert.Equal(self, Define("<filter name='f' chain='arp-own' priority='-7'/>"));
        Assert.Equal(("arp-own", -7, 0), (Info(self).Chain, Info(self).Priority, Info(self).Rules));
        Assert.Contains($"<uuid>{self.Uuid}</uuid>", Dump(self), StringComparison.Ordinal);

        SimulatedHost.Run(_filters.UndefineAsync(new() { Self = self }, Call));
        Assert.Empty(Names());
        Assert.Equal(["defined f added", "defined f updated", "undefined f"], _events.Take());
    }

    [Fact]
    public void Names_and_uuids_are_each_one_filters()
    {
        Define($"<filter name='f'><uuid>{Uuid}</uuid></filter>");
        Define("<filter name='g'/>");
        var byUuid = Assert.Throws<NetworkFilterExistsException>(() => Define($"<filter name='h'><uuid>{Uuid}</uuid></filter>"));
        var byName = Assert.Throws<NetworkFilterExistsException>(() => Define("<filter name='f'><uuid>22222222-2222-4333-8444-555555555555</uuid></filter>"));

        Assert.Equal(("f", Uuid), (byUuid.Name, byUuid.Uuid));
        Assert.Equal(("f", Uuid), (byName.Name, byName.Uuid));
        Assert.Equal(["f", "g"], Names());
    }

    [Fact]
    public void A_filter_that_an_active_guest_has_stays()
    {
        var self = Define("<filter name='f'/>");
        var guest = SimulatedHost.Run(_domains.DefineAsync(
            new() { Xml = SimulatedHost.Xml("g", more: "<devices><interface type='bridge'><source bridge='b'/><filterref filter='f'/></interface></devices>") },
            Call));
        SimulatedHost.Run(_domains.CreateAsync(new() { Self = guest }, Call));
        _events.Take();

        var refusal = Assert.Throws<NetworkFilterInUseException>(() => Undefine(self));
        Assert.Equal(["g"], refusal.Domains!);
        Assert.Empty(refusal.Filters!);
        Assert.Empty(_events.Take());
        Define("<filter name='f' chain='ipv4'/>");
        SimulatedHost.Run(_domains.DestroyAsync(new() { Self = guest }, Call));
        Undefine(self);
        Assert.Empty(Names());
    }

    [Fact]
    public void A_filter_that_others_refer_to_stays()
    {
        var low = Define("<filter name='low'/>");
        var high = Define("<filter name='high'><filterref filter='low'><parameter name='IP' value='10.0.0.1'/></filterref><filterref filter='low'/></filter>");
        Assert.Equal(["low"], Info(high).References);
        Assert.Equal(["high"], Assert.Throws<NetworkFilterInUseException>(() => Undefine(low)).Filters);

        Define("<filter name='high'/>");
        Undefine(low);
        Assert.Equal(["high"], Names());
    }

    [Fact]
    public void A_reference_to_nobody_or_back_to_the_filter_is_refused()
    {
        Assert.Equal("b", Assert.Throws<NetworkFilterReferenceUnknownException>(() => Define("<filter name='a'><filterref filter='b'/></filter>")).Filter);
        Define("<filter name='c'/>");
        Define("<filter name='b'><filterref filter='c'/></filter>");
        Define("<filter name='a'><filterref filter='b'/><filterref filter='c'/></filter>");

        // The shortest way back.
        Assert.Equal(["c", "a"], Assert.Throws<NetworkFilterLoopException>(() => Define("<filter name='c'><filterref filter='a'/></filter>")).Filters);
        Assert.Equal(["d"], Assert.Throws<NetworkFilterLoopException>(() => Define("<filter name='d'><filterref filter='d'/></filter>")).Filters);
        Assert.Equal(["a", "b", "c"], Names());
        Assert.Empty(Info(NetworkFilterRef.ByName("c")).References);
    }

    [Fact]
    public void A_long_chain_of_filters_is_gone_through()
    {
        Define("<filter name='f0'/>");
        for (var i = 1; i < 2_000; i++)
            Define($"<filter name='f{i}'><filterref filter='f{i - 1}'/></filter>");

        Assert.Equal(2_000, Assert.Throws<NetworkFilterLoopException>(() => Define("<filter name='f0'><filterref filter='f1999'/></filter>")).Filters!.Count);
    }

    [Fact]
    public void A_change_is_made_on_the_revision_that_was_read()
    {
        var self = Define("<filter name='f'/>");
        var revision = Info(self).Revision!;
        SimulatedHost.Run(_filters.DefineAsync(new() { Xml = "<filter name='f' priority='1'/>", IfRevision = revision }, Call));
        var stale = Assert.Throws<RevisionMismatchException>(
            () => SimulatedHost.Run(_filters.UndefineAsync(new() { Self = self, IfRevision = revision }, Call)));

        Assert.Equal((revision, Info(self).Revision), (stale.Expected, stale.Actual));
        Assert.Throws<RevisionMismatchException>(
            () => SimulatedHost.Run(_filters.DefineAsync(new() { Xml = "<filter name='new'/>", IfRevision = revision }, Call)));
        Assert.Equal(["f"], Names());
    }

    [Fact]
    public void A_handle_that_is_nobodys_is_refused_with_what_was_asked_for()
    {
        Assert.Equal("nobody", Assert.Throws<NoNetworkFilterException>(() => Undefine(NetworkFilterRef.ByName("nobody"))).Filter);
        Assert.Equal(Uuid.ToString(), Assert.Throws<NoNetworkFilterException>(() => Dump(NetworkFilterRef.ByUuid(Uuid))).Filter);
    }

    [Fact]
    public void A_later_host_has_what_was_defined()
    {
        var keeper = new RememberingKeeper();
        var (_, first) = Host(keeper);
        SimulatedHost.Run(first.DefineAsync(new() { Xml = "<filter name='a'/>" }, Call));
        var b = SimulatedHost.Run(first.DefineAsync(new() { Xml = "<filter name='b'><filterref filter='a'/></filter>" }, Call));
        var gone = SimulatedHost.Run(first.DefineAsync(new() { Xml = "<filter name='gone'/>" }, Call));
        SimulatedHost.Run(first.UndefineAsync(new() { Self = gone }, Call));
        var dump = SimulatedHost.Run(first.GetXmlAsync(b, Call));
        var (_, later) = Host(keeper);

        Assert.Equal(["a", "b"], SimulatedHost.Run(later.ListAsync(default, Call)).Items.Select(f => f.Name!).Order(StringComparer.Ordinal));
        Assert.Equal(dump, SimulatedHost.Run(later.GetXmlAsync(b, Call)));
    }

    private (TestDomainDriver Domains, TestNetworkFilterDriver Filters) Host(IObjectKeeper? keeper)
    {
        var domains = new DomainStore(new Simulation(_events, keeper));
        var filters = new NetworkFilterStore(domains);
        filters.Begin(static () => { });
        return (new TestDomainDriver(domains, new LeaseTable(domains)), new TestNetworkFilterDriver(filters));
    }

    private NetworkFilterRef Define(string xml) => SimulatedHost.Run(_filters.DefineAsync(new() { Xml = xml }, Call));

    private void Undefine(NetworkFilterRef self) => SimulatedHost.Run(_filters.UndefineAsync(new() { Self = self }, Call));

    private NetworkFilterInfo Info(NetworkFilterRef self) => SimulatedHost.Run(_filters.GetInfoAsync(self, Call));

    private string Dump(NetworkFilterRef self) => SimulatedHost.Run(_filters.GetXmlAsync(self, Call));

    private IEnumerable<string> Names() =>
        SimulatedHost.Run(_filters.ListAsync(default, Call)).Items.Select(f => f.Name!).Order(StringComparer.Ordinal);
}
