using Host = Virtwire.Sdk.Tests.Drivers.Support.SimulatedHost;

namespace Virtwire.Sdk.Tests.Drivers.Domains;

/// <summary>The revision marks the definition for the next start; a change is made only on the one that the caller has seen.</summary>
public sealed class RevisionTests
{
    private readonly Host _host = new();

    [Fact]
    public async Task It_changes_with_the_definition_and_the_autostart_mark_and_with_nothing_else()
    {
        var self = await _host.Domains.DefineAsync(new() { Xml = Host.Xml("t1") }, Host.Call);
        var first = await RevisionAsync(self);

        await _host.Domains.CreateAsync(new() { Self = self }, Host.Call);
        await _host.Domains.SuspendAsync(self, Host.Call);
        await _host.Domains.SetMemoryAsync(new() { Self = self, Memory = 1024 }, Host.Call);
        Assert.Equal(first, await RevisionAsync(self));

        await _host.Domains.SetAutostartAsync(new() { Self = self, Autostart = true }, Host.Call);
        var marked = await RevisionAsync(self);
        await _host.Domains.SetMemoryAsync(new() { Self = self, Memory = 1024, Affect = DomainAffect.Config }, Host.Call);
        var shrunk = await RevisionAsync(self);
        Assert.Equal(3, new[] { first, marked, shrunk }.Distinct().Count());
    }

    [Fact]
    public async Task A_change_on_the_revision_that_was_read_is_made_and_on_a_stale_one_refused()
    {
        var self = await _host.Domains.DefineAsync(new() { Xml = Host.Xml("t1") }, Host.Call);
        Func<string, Task>[] changes =
        [
            async r => await _host.Domains.SetAutostartAsync(new() { Self = self, Autostart = true, IfRevision = r }, Host.Call),
            async r => await _host.Domains.SetMaxMemoryAsync(new() { Self = self, MaxMemory = 4096, IfRevision = r }, Host.Call),
            async r => await _host.Domains.SetMemoryAsync(new() { Self = self, Memory = 2048, IfRevision = r }, Host.Call),
            async r => await _host.Domains.SetVcpusAsync(new() { Self = self, Vcpus = 1, IfRevision = r }, Host.Call),
            async r => await _host.Domains.DefineAsync(new() { Xml = Host.Xml("t1", self.Uuid), IfRevision = r }, Host.Call),
            async r => await _host.Domains.RenameAsync(new() { Self = self, Name = "t2", IfRevision = r }, Host.Call),
            async r => await _host.Domains.UndefineAsync(new() { Self = self, IfRevision = r }, Host.Call),
        ];

        var stale = "never";
        foreach (var change in changes)
        {
            var current = await RevisionAsync(self);
            var refusal = await Assert.ThrowsAsync<RevisionMismatchException>(() => change(stale));
            Assert.Equal((stale, current), (refusal.Expected, refusal.Actual));
            await change(current);
            stale = current;
        }

        Assert.Empty((await _host.Domains.ListAsync(default, Host.Call)).Items);
    }

    private async Task<string> RevisionAsync(DomainRef self) => (await _host.Domains.GetInfoAsync(self, Host.Call)).Revision!;
}
