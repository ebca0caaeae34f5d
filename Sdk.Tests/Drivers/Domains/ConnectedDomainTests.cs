using Virtwire.Sdk.Server.Hosting;
using Virtwire.Sdk.Tests.Drivers.Support;

namespace Virtwire.Sdk.Tests.Drivers.Domains;

/// <summary>The simulated domains as an application meets them: handles, events, pages and errors over a connection.</summary>
public sealed class ConnectedDomainTests : IAsyncLifetime
{
    private readonly VirtwireServer _server = new(new VirtwireServerOptions().AddDriver("test:///default"));
    private HostConnection _host = null!;

    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _server.StartAsync(Ended);
        _host = await _server.ConnectAsync(cancellationToken: Ended);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact(Timeout = 60_000)]
    public async Task A_guest_is_defined_started_paused_resumed_stopped_and_undefined()
    {
        await using var changes = await _host.Domains.WatchStateChanged().StartAsync(Ended);
        var guest = await _host.Domains.DefineAsync(DomainDocuments.Read("q35-uefi"), cancellationToken: Ended);
        await guest.CreateAsync(cancellationToken: Ended);
        await guest.SuspendAsync(Ended);
        await guest.ResumeAsync(Ended);
        await guest.ShutdownAsync(ShutdownMode.Agent, Ended);
        var info = await guest.GetInfoAsync(Ended);
        await guest.UndefineAsync(cancellationToken: Ended);

        var told = new List<string>();
        await foreach (var change in changes.WithCancellation(Ended))
        {
            Assert.Equal(guest, change.Domain);
            told.Add($"{change.State}/{change.Reason}");
            if (change.State == DomainState.Shutoff)
                break;
        }

        Assert.Equal(["running/booted", "paused/user", "running/unpaused", "shutoff/shutdown"], told);
        Assert.Equal((DomainState.Shutoff, "Build agent 7 (Fedora)"), (info.State, info.Title));
        var gone = await Assert.ThrowsAsync<NoDomainException>(async () => await guest.GetStateAsync(Ended));
        Assert.Equal("build-agent-07", gone.Subject!.Value.GetProperty("name").GetString());
    }

    [Fact(Timeout = 60_000)]
    public async Task A_watcher_that_starts_at_a_lists_position_misses_nothing()
    {
        var pages = _host.Domains.ListAsync(cancellationToken: Ended).AsPagesAsync(Ended);
        string? position = null;
        await foreach (var page in pages)
            position = page.Position;
        var test = await _host.Domains.LookupByNameAsync("test", Ended);
        await test.DestroyAsync(cancellationToken: Ended);

        await foreach (var change in _host.Domains.WatchStateChanged(position).WithCancellation(Ended))
        {
            Assert.Equal((test, DomainState.Shutoff, DomainStateReason.Destroyed), (change.Domain, change.State, change.Reason));
            break;
        }
    }

    [Fact]
    public async Task Passwords_are_not_for_those_who_may_only_read()
    {
        await _host.Domains.DefineAsync(DomainDocuments.Read("vnc-password"), cancellationToken: Ended);
        await using var reader = await _server.ConnectAsync("test:///default?readonly=1", cancellationToken: Ended);
        var kiosk = await reader.Domains.LookupByNameAsync("kiosk", Ended);

        Assert.DoesNotContain("passwd=", await kiosk.GetXmlAsync(cancellationToken: Ended), StringComparison.Ordinal);
        var denied = await Assert.ThrowsAsync<AccessDeniedException>(async () => await kiosk.GetXmlAsync(secure: true, cancellationToken: Ended));
        Assert.Equal(Role.Operate, denied.Required);
        await Assert.ThrowsAsync<AccessDeniedException>(async () => await kiosk.CreateAsync(cancellationToken: Ended));
    }

    [Fact]
    public async Task A_document_at_fault_is_answered_with_line_and_column()
    {
        var fault = await Assert.ThrowsAsync<XmlInvalidException>(
            async () => await _host.Domains.DefineAsync(
                "<domain type='test'>\n  <name>x</name>\n  <memory>lots</memory>\n</domain>", cancellationToken: Ended));

        Assert.Equal((3, 3, "domain/memory"), (fault.Line, fault.Column, fault.Element));
    }
}
