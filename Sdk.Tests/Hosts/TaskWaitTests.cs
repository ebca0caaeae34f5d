using System.Globalization;
using Virtwire.Sdk.Tests.Conformance.Api;
using Virtwire.Sdk.Tests.Rpc.Support;

namespace Virtwire.Sdk.Tests.Hosts;

/// <summary>What a wait for a task asks the server, and how often.</summary>
public sealed class TaskWaitTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_wait_goes_on_in_turns_that_a_silent_server_cannot_outlast()
    {
        await using var host = await ScriptedHost.OpenAsync(new HostConnectionOptions { Deadline = TimeSpan.FromSeconds(10) });
        var task = await AttachAsync(host);
        var waiting = task.WaitAsync(Cancellation).AsTask();
        for (var turn = 0; turn < 3; turn++)
        {
            var wait = await host.NextAsync("Task.wait");
            Assert.Equal("""{"self":{"id":"t1"},"timeout":30000}""", wait.GetProperty("params").GetRawText());
            Assert.Equal(40000, wait.GetProperty("meta").GetProperty("deadline").GetInt32());
            await host.AnswerAsync(wait, turn < 2 ? Info("running") : Info("completed", ""","result":{"loaves":4}"""));
        }

        Assert.Equal(4, (await waiting).Loaves);
    }

    [Fact]
    public async Task Without_a_deadline_a_turn_has_none_either()
    {
        await using var host = await ScriptedHost.OpenAsync();
        var task = await AttachAsync(host);
        var waiting = task.WaitAsync(Cancellation).AsTask();
        var wait = await host.NextAsync("Task.wait");
        Assert.False(wait.TryGetProperty("meta", out _));
        await host.AnswerAsync(wait, Info("completed", ""","result":{"loaves":4}"""));
        await waiting;
    }

    [Fact]
    public async Task A_server_that_tells_of_no_progress_is_asked_for_it()
    {
        await using var host = await ScriptedHost.OpenAsync();
        var task = await AttachAsync(host);
        var told = new List<int>();
        var waiting = task.WaitAsync(new Teller(told), Cancellation).AsTask();
        await host.FailAsync(await host.NextAsync("Events.subscribe"), """{"code":-32601,"message":"No such method."}""");
        foreach (var (timeout, baked, state) in ((int, int, string)[])[(0, 1, "running"), (1000, 1, "running"), (1000, 2, "running"), (1000, 3, "completed")])
        {
            var wait = await host.NextAsync("Task.wait");
            Assert.Equal(timeout, wait.GetProperty("params").GetProperty("timeout").GetInt32());
            await host.AnswerAsync(wait, Info(state, $$""","progress":{"baked":{{baked}}}{{(state == "running" ? "" : ""","result":{"loaves":4}""")}}"""));
        }

        Assert.Equal(4, (await waiting).Loaves);
        Assert.Equal([1, 2, 3], told);
    }

    [Fact]
    public async Task What_was_heard_is_not_told_again_by_an_older_answer()
    {
        await using var host = await ScriptedHost.OpenAsync();
        var task = await AttachAsync(host);
        var told = new List<int>();
        var waiting = task.WaitAsync(new Teller(told), Cancellation).AsTask();
        var subscribe = await host.NextAsync("Events.subscribe");
        Assert.Equal("""{"about":{"id":"t1"},"kinds":["Task.progressed"]}""", subscribe.GetProperty("params").GetRawText());
        await host.AnswerAsync(subscribe, """{"id":"s1","position":"3:7","replayed":0}""");
        var first = await host.NextAsync("Task.wait");
        await host.SendAsync(Progressed(2));
        await host.AnswerAsync(first, Info("running", ""","progress":{"baked":1}"""));
        var second = await host.NextAsync("Task.wait");
        await host.SendAsync(Progressed(3) + "\n" + Progressed(3) + "\n" + Progressed(4));
        await host.AnswerAsync(second, Info("completed", ""","progress":{"baked":4},"result":{"loaves":4}"""));
        await host.AnswerAsync(await host.NextAsync("Events.unsubscribe"), "{}");

        Assert.Equal(4, (await waiting).Loaves);
        Assert.Equal([2, 3, 4], told);
    }

    [Fact]
    public async Task An_end_with_neither_result_nor_error_is_no_answer()
    {
        await using var host = await ScriptedHost.OpenAsync();
        var task = await AttachAsync(host);
        var waiting = task.WaitAsync(Cancellation).AsTask();
        await host.AnswerAsync(await host.NextAsync("Task.wait"), Info("mislaid"));
        var malformed = await Assert.ThrowsAsync<MalformedAnswerException>(() => waiting);
        Assert.Contains("mislaid", malformed.Message, StringComparison.Ordinal);
    }

    private static async Task<HostTask<Bread>> AttachAsync(ScriptedHost host)
    {
        var attaching = HostTask.AttachAsync<Bread>(host.Connection, "t1", Cancellation);
        await host.AnswerAsync(await host.NextAsync("Task.get"), Info("running"));
        return await attaching;
    }

    private static string Info(string state, string more = "") =>
        $$"""{"id":"t1","method":"Oven.bake","owner":"tester","started":"2026-01-01T00:00:00Z","state":"{{state}}"{{more}}}""";

    private static string Progressed(int baked) =>
        """{"jsonrpc":"2.0","method":"Task.progressed","params":{"self":{"id":"t1"},"position":"3:8","data":{"progress":{"baked":BAKED}}}}"""
            .Replace("BAKED", baked.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    private sealed class Teller(List<int> told) : IProgress<BakeProgress>
    {
        public void Report(BakeProgress value) => told.Add(value.Baked);
    }
}
