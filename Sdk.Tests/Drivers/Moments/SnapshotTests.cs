using Virtwire.Sdk.Tests.Drivers.Support;

namespace Virtwire.Sdk.Tests.Drivers.Moments;

/// <summary>Snapshots: a tree of moments to which a domain goes back whole.</summary>
public sealed class SnapshotTests
{
    private readonly MomentHost _host = new();

    [Fact]
    public async Task A_snapshot_descends_from_the_current_one()
    {
        _host.Snap("a");
        _host.Snap("b");
        _host.Revert("a");
        _host.Snap("c");

        Assert.Equal("a(bc*)", _host.SnapshotTree);
        var info = await _host.Snapshots.GetInfoAsync(_host.Of("a"), SimulatedHost.Call);
        Assert.Equal((2, 2, false, null), (info.Children, info.Descendants, info.Current, info.Parent));
        Assert.Equal("a", (await _host.Snapshots.GetParentAsync(_host.Of("b"), SimulatedHost.Call)).Name);
        Assert.Equal("c", (await _host.Snapshots.GetCurrentAsync(new() { Domain = _host.Vm }, SimulatedHost.Call)).Name);
    }

    [Theory]
    [InlineData("single", "a(cd*)", "deleted b")]
    [InlineData("subtree", "a(d*)", "deleted c deleted b")]
    [InlineData("descendants", "a(bd*)", "deleted c")]
    public void What_descends_from_a_deleted_one_goes_with_it_or_moves_up(string which, string after, string told)
    {
        _host.Snap("a");
        _host.Snap("b");
        _host.Snap("c");
        _host.Revert("a");
        _host.Snap("d");
        Assert.Equal("a(b(c)d*)", _host.SnapshotTree);
        _host.Host.Events.Take();

        _host.Delete("b", MomentDeletion.Of(which));

        Assert.Equal(after, _host.SnapshotTree);
        Assert.Equal(told, string.Join(' ', _host.Host.Events.Take()));
    }

    [Fact]
    public void Where_the_current_one_goes_its_parent_is_the_current_one()
    {
        _host.Snap("a");
        _host.Snap("b");
        _host.Snap("c");
        _host.Delete("c");
        Assert.Equal("a(b*)", _host.SnapshotTree);
        _host.Delete("a", MomentDeletion.Descendants);
        Assert.Equal("a*", _host.SnapshotTree);
        _host.Delete("a");
        Assert.Equal("", _host.SnapshotTree);
        Assert.Throws<NoDomainSnapshotException>(() => SimulatedHost.Run(_host.Snapshots.GetCurrentAsync(new() { Domain = _host.Vm }, SimulatedHost.Call)));
    }

    [Theory]
    [InlineData("running", null, "persistent running/fromSnapshot id 2")]
    [InlineData("running", "paused", "persistent paused/fromSnapshot id 2")]
    [InlineData("paused", null, "persistent paused/fromSnapshot id 2")]
    [InlineData("paused", "running", "persistent running/fromSnapshot id 2")]
    [InlineData("off", null, "persistent shutoff/fromSnapshot")]
    [InlineData("off", "running", "persistent running/fromSnapshot id 2")]
    [InlineData("off", "paused", "persistent paused/fromSnapshot id 2")]
    public async Task A_domain_goes_back_to_what_it_was_doing_or_what_is_asked_for(string then, string? asked, string after)
    {
        if (then == "paused")
            _host.Call((vm, call) => _host.Host.Domains.SuspendAsync(vm, call));
        if (then == "off")
            _host.Call((vm, call) => _host.Host.Domains.DestroyAsync(new() { Self = vm }, call));
        _host.Snap("s");
        if (then == "off")
            _host.Call((vm, call) => _host.Host.Domains.CreateAsync(new() { Self = vm }, call));
        if (then == "paused")
            _host.Call((vm, call) => _host.Host.Domains.ResumeAsync(vm, call));

        _host.Revert("s", asked is null ? null : SnapshotRevertState.Of(asked));

        var id = then == "off" ? after.Replace("id 2", "id 3", StringComparison.Ordinal) : after;
        Assert.Equal(id, await _host.Host.DescribeAsync(_host.Vm));
    }

    [Fact]
    public async Task Both_definitions_go_back_and_a_rename_since_stays()
    {
        _host.Snap("s");
        _host.Call((vm, call) => _host.Host.Domains.SetMemoryAsync(new() { Self = vm, Memory = 4096, Affect = DomainAffect.LiveAndConfig }, call));
        _host.Call((vm, call) => _host.Host.Domains.DestroyAsync(new() { Self = vm }, call));
        SimulatedHost.Run(_host.Host.Domains.RenameAsync(new() { Self = _host.Vm, Name = "vm2" }, SimulatedHost.Call));
        _host.Host.Events.Take();

        var renamed = DomainRef.ByUuid(_host.Vm.Uuid!.Value);
        SimulatedHost.Run(_host.Snapshots.RevertAsync(new() { Self = new() { Domain = renamed, Name = "s" } }, SimulatedHost.Call));

        var info = await _host.Host.Domains.GetInfoAsync(renamed, SimulatedHost.Call);
        Assert.Equal(65536, info.Memory);
        Assert.Contains("<name>vm2</name>", await _host.Host.Domains.GetXmlAsync(new() { Self = renamed, Inactive = true }, SimulatedHost.Call), StringComparison.Ordinal);
        Assert.Equal(["defined vm2 fromSnapshot", "stateChanged vm2 fromSnapshot running", "reverted s"], _host.Host.Events.Take());
    }

    [Fact]
    public async Task A_halt_ends_the_domain_and_spares_its_snapshot()
    {
        _host.Snap("s", halt: true);
        Assert.Equal("persistent shutoff/fromSnapshot", await _host.Host.DescribeAsync(_host.Vm));
        Assert.Equal(["created s", "stateChanged vm fromSnapshot shutoff"], _host.Host.Events.Take());
    }

    [Fact]
    public void A_domain_is_not_undefined_away_from_its_snapshots_unless_that_is_meant()
    {
        _host.Snap("a");
        _host.Snap("b");
        _host.Call((vm, call) => _host.Host.Domains.DestroyAsync(new() { Self = vm }, call));
        var refusal = Assert.Throws<DomainHasSnapshotsException>(() => _host.Call((vm, call) => _host.Host.Domains.UndefineAsync(new() { Self = vm }, call)));
        Assert.Equal(2, refusal.Snapshots);
        _host.Host.Events.Take();

        _host.Call((vm, call) => _host.Host.Domains.UndefineAsync(new() { Self = vm, Snapshots = true }, call));
        Assert.Equal(["deleted a", "deleted b", "undefined vm removed"], _host.Host.Events.Take());
    }

    [Fact]
    public void A_transient_domain_neither_halts_nor_goes_back_to_being_off()
    {
        _host.Call((vm, call) => _host.Host.Domains.DestroyAsync(new() { Self = vm }, call));
        _host.Snap("off");
        _host.Call((vm, call) => _host.Host.Domains.CreateAsync(new() { Self = vm }, call));
        _host.Call((vm, call) => _host.Host.Domains.UndefineAsync(new() { Self = vm }, call));

        Assert.Throws<DomainNotPersistentException>(() => _host.Snap("x", halt: true));
        Assert.Throws<DomainNotPersistentException>(() => _host.Revert("off"));
        Assert.Equal("off*", _host.SnapshotTree);
        _host.Revert("off", SnapshotRevertState.Running);
    }

    [Fact]
    public async Task Lists_are_filtered_and_paged_by_name()
    {
        foreach (var name in new[] { "d", "b", "a", "c" })
            _host.Snap(name);
        Assert.Equal("a b c d", await NamesAsync(new() { Domain = _host.Vm }));
        Assert.Equal("d", await NamesAsync(new() { Domain = _host.Vm, Roots = true }));
        Assert.Equal("c", await NamesAsync(new() { Domain = _host.Vm, Leaves = true }));
        Assert.Equal("", await NamesAsync(new() { Domain = _host.Vm, Active = false }));

        var page = await _host.Snapshots.ListAsync(new() { Domain = _host.Vm, Limit = 3 }, SimulatedHost.Call);
        Assert.Equal(3, page.Items.Count);
        _host.Delete("d");
        Assert.Equal("", await NamesAsync(new() { Domain = _host.Vm, Limit = 3, After = page.Next }));
        var children = await _host.Snapshots.ListChildrenAsync(new() { Self = _host.Of("b"), Descendants = true }, SimulatedHost.Call);
        Assert.Equal(["a", "c"], children.Items.Select(i => i.Name));
        Assert.Throws<InvalidCursorException>(() => SimulatedHost.Run(_host.Snapshots.ListAsync(new() { Domain = _host.Vm, After = "no" }, SimulatedHost.Call)));

        async Task<string> NamesAsync(DomainSnapshotListRequest request) =>
            string.Join(' ', (await _host.Snapshots.ListAsync(request, SimulatedHost.Call)).Items.Select(i => i.Name));
    }

    [Fact]
    public void Unknown_taken_and_impossible_names_are_refused_and_change_nothing()
    {
        _host.Snap("s");
        Assert.Throws<DomainSnapshotExistsException>(() => _host.Snap("s"));
        Assert.Throws<NoDomainSnapshotException>(() => _host.Revert("t"));
        Assert.Throws<NoDomainSnapshotException>(() => _host.Delete("t"));
        Assert.Throws<InvalidArgumentException>(() => _host.Snap("a/b"));
        Assert.Throws<NoDomainSnapshotException>(() => SimulatedHost.Run(_host.Snapshots.GetParentAsync(_host.Of("s"), SimulatedHost.Call)));
        Assert.Throws<NoDomainException>(() => SimulatedHost.Run(
            _host.Snapshots.ListAsync(new() { Domain = DomainRef.ByName("nobody") }, SimulatedHost.Call)));
        Assert.Equal("s*", _host.SnapshotTree);
    }

    [Fact]
    public void A_snapshot_without_a_name_is_named_by_the_time()
    {
        var made = _host.Snap();
        Assert.InRange(long.Parse(made.Name!, System.Globalization.CultureInfo.InvariantCulture), 1_700_000_000, 4_000_000_000);
    }
}
