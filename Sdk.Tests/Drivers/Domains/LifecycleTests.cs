using Host = Virtwire.Sdk.Tests.Drivers.Support.SimulatedHost;

namespace Virtwire.Sdk.Tests.Drivers.Domains;

/// <summary>What depends on a domain's document or on its past, beyond the table of states.</summary>
public sealed class LifecycleTests
{
    private readonly Host _host = new();

    [Theory]
    [InlineData("destroy", false)]
    [InlineData("preserve", false)]
    [InlineData("restart", true)]
    [InlineData("rename-restart", true)]
    public async Task A_shutdown_ends_in_what_the_document_says(string action, bool restarts)
    {
        var self = await StartAsync(more: $"<on_poweroff>{action}</on_poweroff>", paused: true);
        await _host.Domains.ShutdownAsync(new() { Self = self }, Host.Call);

        Assert.Equal(restarts ? ["rebooted t1", "stateChanged t1 booted running"] : ["stateChanged t1 shutdown shutoff"], _host.Events.Take());
    }

    [Theory]
    [InlineData("destroy", false)]
    [InlineData("preserve", false)]
    [InlineData("restart", true)]
    [InlineData("rename-restart", true)]
    public async Task A_reboot_ends_in_what_the_document_says(string action, bool restarts)
    {
        var self = await StartAsync(more: $"<on_reboot>{action}</on_reboot>");
        await _host.Domains.RebootAsync(new() { Self = self }, Host.Call);

        Assert.Equal(restarts ? ["rebooted t1"] : ["stateChanged t1 shutdown shutoff"], _host.Events.Take());
    }

    [Theory]
    [InlineData("acpi", "", true)]
    [InlineData("agent", "", false)]
    [InlineData("agent", "<devices><channel type='unix'><target type='virtio' name='org.qemu.guest_agent.0'/></channel></devices>", true)]
    [InlineData("agent", "<devices><channel type='unix'><target type='virtio' name='com.redhat.spice.0'/></channel></devices>", false)]
    [InlineData("initctl", "", false)]
    [InlineData("signal", "", false)]
    [InlineData("paravirt", "", false)]
    public async Task A_mode_that_the_guest_does_not_have_is_refused(string mode, string more, bool has)
    {
        var self = await StartAsync(more);
        var shutdown = async () => await _host.Domains.ShutdownAsync(new() { Self = self, Mode = ShutdownMode.Of(mode) }, Host.Call);
        if (has)
        {
            await shutdown();
            return;
        }

        var refusal = await Assert.ThrowsAsync<ArgumentUnsupportedException>(shutdown);
        Assert.Equal("mode", refusal.Parameter);
        Assert.Contains($"'{mode}'", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lxc", "<os><type>exe</type><init>/sbin/init</init></os>", "initctl signal")]
    [InlineData("xen", "<os><type>linux</type></os>", "acpi paravirt")]
    public async Task Containers_and_paravirtual_guests_have_their_own_modes(string type, string os, string has)
    {
        foreach (var mode in new[] { "acpi", "agent", "initctl", "signal", "paravirt" })
        {
            var name = mode + type;
            var self = await _host.Domains.CreateXmlAsync(
                new() { Xml = $"<domain type='{type}'><name>{name}</name><memory>1024</memory>{os}</domain>" }, Host.Call);
            var refusal = await Record.ExceptionAsync(
                async () => await _host.Domains.RebootAsync(new() { Self = self, Mode = ShutdownMode.Of(mode) }, Host.Call));
            Assert.Equal(has.Contains(mode, StringComparison.Ordinal), refusal is null);
        }
    }

    [Fact]
    public async Task Every_activation_has_a_number_of_its_own_that_is_gone_with_it()
    {
        var self = await StartAsync();
        Assert.Equal(1, (await _host.Domains.GetInfoAsync(self, Host.Call)).Id);
        await _host.Domains.DestroyAsync(new() { Self = self }, Host.Call);
        Assert.Null((await _host.Domains.GetInfoAsync(self, Host.Call)).Id);
        var gone = await Assert.ThrowsAsync<NoDomainException>(async () => await _host.Domains.LookupByIdAsync(new() { Id = 1 }, Host.Call));
        Assert.Equal("1", gone.Domain);

        await _host.Domains.CreateAsync(new() { Self = self }, Host.Call);
        Assert.Equal(self, await _host.Domains.LookupByIdAsync(new() { Id = 2 }, Host.Call));
    }

    [Fact]
    public async Task An_active_domain_takes_up_a_new_definition_at_its_next_start()
    {
        var self = await StartAsync();
        await _host.Domains.DefineAsync(new() { Xml = Host.Xml("t1", self.Uuid).Replace("64", "128", StringComparison.Ordinal) }, Host.Call);

        Assert.Equal(65536, await _host.Domains.GetMaxMemoryAsync(self, Host.Call));
        Assert.Contains(">128<", await _host.Domains.GetXmlAsync(new() { Self = self, Inactive = true }, Host.Call), StringComparison.Ordinal);
        await _host.Domains.DestroyAsync(new() { Self = self }, Host.Call);
        await _host.Domains.CreateAsync(new() { Self = self }, Host.Call);
        Assert.Equal(131072, await _host.Domains.GetMaxMemoryAsync(self, Host.Call));
    }

    [Fact]
    public async Task A_document_that_starts_a_defined_domain_holds_for_this_activation_only()
    {
        var self = await _host.Domains.DefineAsync(new() { Xml = Host.Xml("t1") }, Host.Call);
        await _host.Domains.CreateXmlAsync(new() { Xml = Host.Xml("t1", self.Uuid).Replace("64", "128", StringComparison.Ordinal) }, Host.Call);

        Assert.Equal(131072, await _host.Domains.GetMaxMemoryAsync(self, Host.Call));
        await _host.Domains.DestroyAsync(new() { Self = self }, Host.Call);
        Assert.Equal(65536, await _host.Domains.GetMaxMemoryAsync(self, Host.Call));
    }

    [Fact]
    public async Task What_is_changed_live_is_gone_with_the_activation()
    {
        var self = await StartAsync();
        await _host.Domains.SetMemoryAsync(new() { Self = self, Memory = 2048 }, Host.Call);
        await _host.Domains.SetVcpusAsync(new() { Self = self, Vcpus = 1 }, Host.Call);
        var live = await _host.Domains.GetInfoAsync(self, Host.Call);
        await _host.Domains.DestroyAsync(new() { Self = self }, Host.Call);
        var config = await _host.Domains.GetInfoAsync(self, Host.Call);

        Assert.Equal((2048, 1), (live.Memory, live.Vcpus));
        Assert.Equal((65536, 2), (config.Memory, config.Vcpus));
    }

    [Fact]
    public async Task An_undefined_domain_that_is_active_goes_on_and_is_gone_at_its_end()
    {
        var self = await StartAsync();
        await _host.Domains.SetAutostartAsync(new() { Self = self, Autostart = true }, Host.Call);
        await _host.Domains.UndefineAsync(new() { Self = self }, Host.Call);
        var transient = await _host.Domains.GetInfoAsync(self, Host.Call);
        await _host.Domains.ShutdownAsync(new() { Self = self }, Host.Call);

        Assert.Equal((true, false, false), (transient.Active, transient.Persistent, transient.Autostart));
        await Assert.ThrowsAsync<NoDomainException>(async () => await _host.Domains.GetInfoAsync(self, Host.Call));
    }

    [Fact]
    public async Task A_rename_frees_the_old_name_and_a_handle_with_it_still_finds_the_domain()
    {
        var old = await _host.Domains.DefineAsync(new() { Xml = Host.Xml("t1") }, Host.Call);
        var renamed = await _host.Domains.RenameAsync(new() { Self = old, Name = "t2" }, Host.Call);
        var other = await _host.Domains.DefineAsync(new() { Xml = Host.Xml("t1") }, Host.Call);

        Assert.Equal((old.Uuid, "t2"), (renamed.Uuid, renamed.Name));
        Assert.NotEqual(old.Uuid, other.Uuid);
        Assert.Contains("<name>t2</name>", await _host.Domains.GetXmlAsync(new() { Self = old }, Host.Call), StringComparison.Ordinal);
        var taken = await Assert.ThrowsAsync<DomainExistsException>(
            async () => await _host.Domains.RenameAsync(new() { Self = other, Name = "t2" }, Host.Call));
        Assert.Equal(("t2", old.Uuid), (taken.Name, taken.Uuid));
    }

    [Fact]
    public async Task More_memory_than_can_be_plugged_in_is_refused()
    {
        var self = await _host.Domains.DefineAsync(new() { Xml = Host.Xml("t1", more: "<maxMemory slots='2' unit='MiB'>96</maxMemory>") }, Host.Call);
        await _host.Domains.SetMaxMemoryAsync(new() { Self = self, MaxMemory = 98304 }, Host.Call);

        var refusal = await Assert.ThrowsAsync<InvalidArgumentException>(
            async () => await _host.Domains.SetMaxMemoryAsync(new() { Self = self, MaxMemory = 98305 }, Host.Call));
        Assert.Equal("maxMemory", refusal.Parameter);
    }

    [Fact]
    public async Task Processor_time_grows_while_the_guest_runs_and_only_then()
    {
        var self = await StartAsync();
        var started = await CpuTimeAsync(self);
        await _host.Domains.SetAutostartAsync(new() { Self = self, Autostart = true }, Host.Call);
        var running = await CpuTimeAsync(self);
        await _host.Domains.SuspendAsync(self, Host.Call);
        var paused = await CpuTimeAsync(self);
        await _host.Domains.SetAutostartAsync(new() { Self = self, Autostart = false }, Host.Call);
        var stillPaused = await CpuTimeAsync(self);
        await _host.Domains.ResumeAsync(self, Host.Call);
        await _host.Domains.SetVcpusAsync(new() { Self = self, Vcpus = 1 }, Host.Call);
        var resumed = await CpuTimeAsync(self);
        await _host.Domains.DestroyAsync(new() { Self = self }, Host.Call);

        Assert.True(started < running && running <= paused && paused == stillPaused && stillPaused < resumed);
        Assert.Equal(0UL, await CpuTimeAsync(self));
    }

    private async Task<ulong> CpuTimeAsync(DomainRef self) => (await _host.Domains.GetInfoAsync(self, Host.Call)).CpuTime;

    private async Task<DomainRef> StartAsync(string more = "", bool paused = false)
    {
        var self = await _host.Domains.DefineAsync(new() { Xml = Host.Xml("t1", more: more) }, Host.Call);
        await _host.Domains.CreateAsync(new() { Self = self, Paused = paused }, Host.Call);
        _host.Events.Take();
        return self;
    }
}
