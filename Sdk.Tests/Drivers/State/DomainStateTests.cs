using Virtwire.Sdk.Tests.Drivers.Support;
using Virtwire.Sdk.Tests.Server.Files;

namespace Virtwire.Sdk.Tests.Drivers.State;

/// <summary>Domains outlive their server: one that stops, and one that is killed.</summary>
public sealed class DomainStateTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Dispose();

    [Fact(Timeout = 120_000)]
    public async Task Definitions_autostart_and_moments_come_back()
    {
        string xml;
        string? revision;
        await using (var host = await StateHost.StartAsync(_directory.Path))
        {
            var guest = await host.Connection.Domains.DefineAsync(DomainDocuments.Read("q35-uefi"), cancellationToken: Ended);
            guest = await guest.RenameAsync("renamed", cancellationToken: Ended);
            await host.Connection.DomainSnapshots.CreateAsync(guest.Reference, name: "first", cancellationToken: Ended);
            await guest.SetAutostartAsync(true, cancellationToken: Ended);
            xml = await guest.GetXmlAsync(inactive: true, secure: true, cancellationToken: Ended);
            revision = (await guest.GetInfoAsync(Ended)).Revision;
        }

        await using var later = await StateHost.StartAsync(_directory.Path);
        var again = await later.Connection.Domains.LookupByNameAsync("renamed", Ended);
        Assert.Equal(xml, await again.GetXmlAsync(inactive: true, secure: true, cancellationToken: Ended));
        Assert.Equal(revision, (await again.GetInfoAsync(Ended)).Revision);
        Assert.Equal("first", (await later.Connection.DomainSnapshots.GetCurrentAsync(again.Reference, Ended)).Name);
    }

    [Fact(Timeout = 120_000)]
    public async Task What_is_undefined_or_transient_does_not_come_back()
    {
        await using (var host = await StateHost.StartAsync(_directory.Path))
        {
            var test = await host.Connection.Domains.LookupByNameAsync("test", Ended);
            await test.DestroyAsync(cancellationToken: Ended);
            await test.UndefineAsync(cancellationToken: Ended);
            await host.Connection.Domains.CreateXmlAsync(SimulatedHost.Xml("transient"), cancellationToken: Ended);
        }

        await using var later = await StateHost.StartAsync(_directory.Path);
        Assert.Empty(await NamesAsync(later));
    }

    [Fact(Timeout = 120_000)]
    public async Task A_guest_that_ran_was_stopped_by_the_server_or_crashed_with_it()
    {
        TemporaryDirectory killed;
        await using (var host = await StateHost.StartAsync(_directory.Path))
        {
            Assert.Equal((DomainState.Running, DomainStateReason.Unknown), await StateAsync(host, "test"));
            await host.Connection.Domains.DefineAsync(SimulatedHost.Xml("off"), cancellationToken: Ended);
            killed = _directory.Copy();
        }

        await using (var later = await StateHost.StartAsync(_directory.Path))
        {
            Assert.Equal((DomainState.Shutoff, DomainStateReason.Daemon), await StateAsync(later, "test"));
            Assert.Equal((DomainState.Shutoff, DomainStateReason.Unknown), await StateAsync(later, "off"));
        }

        using (killed)
        {
            await using (var later = await StateHost.StartAsync(killed.Path))
            {
                Assert.Equal((DomainState.Shutoff, DomainStateReason.Crashed), await StateAsync(later, "test"));
                Assert.Equal((DomainState.Shutoff, DomainStateReason.Unknown), await StateAsync(later, "off"));
                await (await later.Connection.Domains.LookupByNameAsync("test", Ended)).SetMaxMemoryAsync(4_194_304, cancellationToken: Ended);
            }

            // It says so until somebody starts it.
            await using var last = await StateHost.StartAsync(killed.Path);
            Assert.Equal((DomainState.Shutoff, DomainStateReason.Crashed), await StateAsync(last, "test"));
        }
    }

    [Fact(Timeout = 120_000)]
    public async Task Guests_marked_so_start_with_the_server()
    {
        await using (var host = await StateHost.StartAsync(_directory.Path))
        {
            var guest = await host.Connection.Domains.DefineAsync(SimulatedHost.Xml("auto"), cancellationToken: Ended);
            await guest.SetAutostartAsync(true, cancellationToken: Ended);
            Assert.Equal(DomainState.Shutoff, (await guest.GetStateAsync(Ended)).State);
        }

        await using var later = await StateHost.StartAsync(_directory.Path);
        Assert.Equal((DomainState.Running, DomainStateReason.Booted), await StateAsync(later, "auto"));
        Assert.Equal((DomainState.Shutoff, DomainStateReason.Daemon), await StateAsync(later, "test"));
    }

    [Fact(Timeout = 120_000)]
    public async Task No_uuid_is_given_out_again()
    {
        var uuids = new List<Guid?>();
        for (var run = 0; run < 3; run++)
        {
            await using var host = await StateHost.StartAsync(_directory.Path);
            uuids.Add((await host.Connection.Domains.DefineAsync(SimulatedHost.Xml($"guest{run}"), cancellationToken: Ended)).Uuid);
        }

        Assert.Equal(3, uuids.Distinct().Count());
    }

    [Fact(Timeout = 120_000)]
    public async Task A_directory_is_one_servers_at_a_time()
    {
        await using (await StateHost.StartAsync(_directory.Path))
        {
            var refused = await Assert.ThrowsAsync<IOException>(() => StateHost.StartAsync(_directory.Path));
            Assert.Contains(_directory.Path, refused.Message, StringComparison.Ordinal);
        }

        await using var next = await StateHost.StartAsync(_directory.Path);
        Assert.Equal(["test"], await NamesAsync(next));
    }

    [Theory(Timeout = 120_000)]
    [InlineData("name", "cannot be brought back")]
    [InlineData("xml", "cannot be brought back")]
    [InlineData("server-id", "is no server's id")]
    public async Task What_cannot_be_brought_back_is_named(string what, string message)
    {
        await using (var host = await StateHost.StartAsync(_directory.Path))
            await host.Connection.Domains.DefineAsync(SimulatedHost.Xml("other", Guid.Parse("00000000-0000-4000-8000-000000000001")), cancellationToken: Ended);

        var path = _directory.Of("drivers", "test%3A%2F%2F%2Fdefault", "objects", "domains", "6695eb01-f6a4-8304-79aa-97f2502e193f.json");
        Assert.True(File.Exists(path));
        switch (what)
        {
            case "server-id":
                path = _directory.Of("server-id");
                await File.WriteAllTextAsync(path, "", Ended);
                break;
            case "name":
                await WriteAsync(path, SimulatedHost.Xml("other", Guid.Parse("6695eb01-f6a4-8304-79aa-97f2502e193f")));
                break;
            default:
                await WriteAsync(path, "<domain>");
                break;
        }

        var refused = await Assert.ThrowsAsync<IOException>(() => StateHost.StartAsync(_directory.Path));
        Assert.Contains($"'{path}'", refused.Message, StringComparison.Ordinal);
        Assert.Contains(message, refused.Message, StringComparison.Ordinal);

        static Task WriteAsync(string path, string xml) => File.WriteAllBytesAsync(
            path,
            Virtwire.Sdk.Server.Drivers.Test.State.ObjectFile.Write(new("domains", "6695eb01-f6a4-8304-79aa-97f2502e193f", new(xml))),
            Ended);
    }

    private static async Task<(DomainState State, DomainStateReason Reason)> StateAsync(StateHost host, string name)
    {
        var info = await (await host.Connection.Domains.LookupByNameAsync(name, Ended)).GetStateAsync(Ended);
        return (info.State, info.Reason);
    }

    private static async Task<List<string?>> NamesAsync(StateHost host)
    {
        var names = new List<string?>();
        await foreach (var domain in host.Connection.Domains.ListAsync(cancellationToken: Ended))
            names.Add(domain.Name);
        return names;
    }
}
