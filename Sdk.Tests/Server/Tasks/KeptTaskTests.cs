using Virtwire.Sdk.Server.Hosting;
using Virtwire.Sdk.Tests.Conformance.Support;
using Virtwire.Sdk.Tests.Server.Files;

namespace Virtwire.Sdk.Tests.Server.Tasks;

/// <summary>Tasks as callers meet them after their server is gone, stopped or killed.</summary>
public sealed class KeptTaskTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Dispose();

    [Fact(Timeout = 120_000)]
    public async Task A_killed_servers_tasks_are_answered_by_the_next_one()
    {
        string running, completed, failed, dismissed;
        TemporaryDirectory killed;
        await using (var host = await OvenHost.StartAsync(_directory.Path))
        {
            running = await host.BakeAsync("right");
            host.Gates.Open("left");
            completed = await host.BakeAsync("left");
            failed = await host.BakeAsync("left", ",\"mishap\":\"burnt\"");
            dismissed = await host.BakeAsync("left");
            foreach (var id in (string[])[completed, failed, dismissed])
                await host.CallAsync("Task.wait", id);
            await host.CallAsync("Task.dismiss", dismissed);
            killed = _directory.Copy();
        }

        using (killed)
        {
            await using var later = await OvenHost.StartAsync(killed.Path);
            Assert.Equal("interrupted", await later.StateAsync(running));
            Assert.Equal("completed", await later.StateAsync(completed));
            Assert.Equal("failed", await later.StateAsync(failed));
            var ended = (await later.CallAsync("Task.wait", completed)).Result();
            Assert.Equal("""{"loaves":3}""", ended.GetProperty("result").GetRawText());
            Assert.Equal("""{"baked":3}""", ended.GetProperty("progress").GetRawText());
            Assert.Equal("""{"name":"left"}""", ended.GetProperty("object").GetRawText());
            Assert.Equal("NoTask", (await later.CallAsync("Task.get", dismissed)).ErrorName());

            later.Gates.Open("left");
            var next = await later.BakeAsync("left");
            Assert.Equal([running, completed, failed, next], await later.ListAsync());
            Assert.Equal([failed, next], await later.ListAsync($$"""{"after":"{{completed}}"}"""));

            // It was its owner's and can be put away, as any that has ended.
            Assert.Equal("{}", (await later.CallAsync("Task.cancel", running)).Result().GetRawText());
            await later.CallAsync("Task.dismiss", running);
            Assert.Equal([completed, failed, next], await later.ListAsync());
        }
    }

    [Fact(Timeout = 120_000)]
    public async Task A_stopped_servers_tasks_are_interrupted_and_said_so_once()
    {
        string running;
        await using (var host = await OvenHost.StartAsync(_directory.Path))
            running = await host.BakeAsync("left");

        string? ended = null;
        for (var run = 0; run < 2; run++)
        {
            await using var later = await OvenHost.StartAsync(_directory.Path);
            var info = (await later.CallAsync("Task.get", running)).Result();
            Assert.Equal("interrupted", info.GetProperty("state").GetString());
            ended ??= info.GetProperty("ended").GetString();
            Assert.Equal(ended, info.GetProperty("ended").GetString());
        }
    }

    [Fact(Timeout = 120_000)]
    public async Task A_later_server_remembers_as_many_as_it_may()
    {
        var ids = new List<string>();
        await using (var host = await OvenHost.StartAsync(_directory.Path))
        {
            host.Gates.Open("left");
            for (var i = 0; i < 3; i++)
            {
                ids.Add(await host.BakeAsync("left"));
                await host.CallAsync("Task.wait", ids[i]);
            }
        }

        await using var later = await OvenHost.StartAsync(_directory.Path, kept: 2);
        Assert.Equal(ids[1..], await later.ListAsync());
        var gone = await later.CallAsync("Task.get", ids[0]);
        Assert.Equal(ids[0].Split('-')[0], gone.ErrorDetails().GetProperty("epoch").GetString());
    }

    [Fact(Timeout = 120_000)]
    public async Task Without_a_state_directory_a_task_of_before_is_answered_with_its_run()
    {
        string id;
        await using (var host = await OvenHost.StartAsync(null))
            id = await host.BakeAsync("left");

        await using var later = await OvenHost.StartAsync(null);
        var unknown = await later.CallAsync("Task.get", id);
        Assert.Equal("NoTask", unknown.ErrorName());
        Assert.Equal(id.Split('-')[0], unknown.ErrorDetails().GetProperty("epoch").GetString());
    }

    private sealed class OvenHost : IAsyncDisposable
    {
        private readonly VirtwireServer _server;
        private readonly RawPeer _peer;

        private OvenHost(VirtwireServer server, Gates gates) => (_server, _peer, Gates) = (server, RawPeer.Over(server.Connect(), WireForm.Lines), gates);

        public Gates Gates { get; }

        public static async Task<OvenHost> StartAsync(string? directory, int kept = 100)
        {
            var gates = new Gates();
            var server = new VirtwireServer(new VirtwireServerOptions { StateDirectory = directory, Limits = new() { KeptTasks = kept } }
                .AddDriver("oven", _ => [new OvenService(gates)]));
            await server.StartAsync(Cancel);
            return new OvenHost(server, gates);
        }

        public async Task<string> BakeAsync(string oven, string more = "") =>
            (await _peer.CallAsync(Json.Call(1, "Oven.bake", $$"""{"self":{"name":"{{oven}}"},"loaves":3{{more}}}""")))
                .Result().GetProperty("task").GetProperty("id").GetString()!;

        public Task<System.Text.Json.JsonElement> CallAsync(string method, string id) => _peer.CallAsync(Json.Call(1, method, $$$"""{"self":{"id":"{{{id}}}"}}"""));

        public async Task<string> StateAsync(string id) => (await CallAsync("Task.get", id)).Result().GetProperty("state").GetString()!;

        public async Task<List<string>> ListAsync(string parameters = "{}") =>
            [.. (await _peer.CallAsync(Json.Call(1, "Task.list", parameters))).Result().GetProperty("items").EnumerateArray().Select(static i => i.GetProperty("id").GetString()!)];

        public async ValueTask DisposeAsync()
        {
            _peer.Dispose();
            await _server.DisposeAsync();
        }
    }
}
