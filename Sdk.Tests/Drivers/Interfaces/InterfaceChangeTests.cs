using Virtwire.Sdk.Tests.Drivers.Support;

namespace Virtwire.Sdk.Tests.Drivers.Interfaces;

/// <summary>A change of the host's interfaces is kept or taken back as a whole, and there is one at a time.</summary>
public sealed class InterfaceChangeTests
{
    private readonly InterfaceHost _host = new();

    [Fact]
    public void There_is_one_at_a_time_and_it_must_have_begun()
    {
        Assert.Throws<NoInterfaceChangeException>(_host.Commit);
        Assert.Throws<NoInterfaceChangeException>(_host.Rollback);
        _host.Begin();
        Assert.Throws<InterfaceChangeInProgressException>(_host.Begin);
        _host.Commit();
        Assert.Throws<NoInterfaceChangeException>(_host.Commit);
        _host.Begin();
        _host.Rollback();
        Assert.Throws<NoInterfaceChangeException>(_host.Rollback);
        Assert.Empty(_host.Events.Take());
    }

    [Fact]
    public void A_rollback_makes_everything_what_it_was_and_tells_of_it()
    {
        _host.Define(InterfaceHost.Xml("changed", "<mtu size='1500'/>"));
        _host.Define(InterfaceHost.Xml("removed"));
        _host.Create(InterfaceRef.ByName("removed"));
        _host.Define(InterfaceHost.Xml("same"));
        var (before, dump) = (_host.List(), _host.Dump(InterfaceRef.ByName("changed")));

        _host.Begin();
        _host.Define(InterfaceHost.Xml("added"));
        _host.Create(InterfaceRef.ByName("added"));
        _host.Define(InterfaceHost.Xml("changed", "<mtu size='9000'/>"));
        _host.Undefine(InterfaceRef.ByName("removed"));
        _host.Destroy(InterfaceHost.Eth1);
        _host.Events.Take();
        _host.Rollback();

        Assert.Equal(before, _host.List());
        Assert.Equal(dump, _host.Dump(InterfaceRef.ByName("changed")));
        Assert.Equal(
            [
                "stateChanged added False rolledBack", "undefined added", "defined changed rolledBack", "stateChanged eth1 True rolledBack",
                "defined removed rolledBack", "stateChanged removed True rolledBack",
            ],
            _host.Events.Take());
    }

    [Fact]
    public void A_commit_keeps_what_was_done()
    {
        _host.Begin();
        _host.Define(InterfaceHost.Xml("added"));
        _host.Undefine(InterfaceHost.Eth1);
        _host.Commit();

        Assert.Equal("added", _host.List());
    }

    [Fact]
    public void A_rollback_is_kept_like_any_change()
    {
        var keeper = new RememberingKeeper();
        var host = new InterfaceHost(keeper);
        host.Begin();
        host.Undefine(InterfaceHost.Eth1);
        host.Define(InterfaceHost.Xml("added"));
        host.Rollback();

        Assert.Equal("eth1 active", new InterfaceHost(keeper).List());
    }
}
