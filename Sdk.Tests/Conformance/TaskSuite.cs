using System.Text.Json;
using Virtwire.Sdk.Server;
using Virtwire.Sdk.Tests.Conformance.Support;
using Virtwire.Sdk.Tests.Rpc.Support;

namespace Virtwire.Sdk.Tests.Conformance;

/// <summary>Tasks: how they begin, who sees them, and every way in which they end.</summary>
public abstract class TaskSuite(WireForm form)
{
    [Fact]
    public async Task A_task_is_begun_seen_waited_for_and_dismissed()
    {
        await using var host = await ConformanceHost.StartAsync();
        using var peer = RawPeer.Connect(host, form);
        var started = (await peer.CallAsync(Json.Call(1, "Oven.bake", """{"self":{"name":"left"},"loaves":3}"""))).Result();
        Assert.Equal("task", Assert.Single(started.EnumerateObject()).Name);
        Assert.Equal("id", Assert.Single(started.GetProperty("task").EnumerateObject()).Name);
        var self = Self(started);

        await host.Gates.Arrived("left");
        var running = (await peer.CallAsync(Json.Call(2, "Task.get", self))).Result();
        Assert.Equal(["id", "method", "object", "owner", "progress", "started", "state"], running.EnumerateObject().Select(m => m.Name));
        AssertMember("Oven.bake", running, "method");
        AssertMember("tester", running, "owner");
        AssertMember("running", running, "state");
        Assert.Equal("""{"name":"left"}""", running.GetProperty("object").GetRawText());
        Assert.Equal("""{"baked":1}""", running.GetProperty("progress").GetRawText());
        Assert.Equal(started.GetProperty("task").GetProperty("id").GetString(), running.GetProperty("id").GetString());

        await peer.CallAsync(Json.Call(3, "Oven.open", """{"self":{"name":"left"}}"""));
        var ended = (await peer.CallAsync(Json.Call(4, "Task.wait", self))).Result();
        AssertMember("completed", ended, "state");
        Assert.Equal("""{"loaves":3}""", ended.GetProperty("result").GetRawText());
        Assert.Equal("""{"baked":3}""", ended.GetProperty("progress").GetRawText());
        Assert.False(ended.TryGetProperty("error", out _));
        Assert.True(ended.GetProperty("ended").GetDateTimeOffset() >= ended.GetProperty("started").GetDateTimeOffset());

        Assert.Equal("{}", (await peer.CallAsync(Json.Call(5, "Task.dismiss", self))).Result().GetRawText());
        Assert.Equal("NoTask", (await peer.CallAsync(Json.Call(6, "Task.get", self))).ErrorName());
    }

    [Fact]
    public async Task What_is_refused_before_it_begins_is_the_call_s_error_and_no_task()
    {
        await using var host = await ConformanceHost.StartAsync();
        using var peer = RawPeer.Connect(host, form);
        Assert.Equal("Refused", (await peer.CallAsync(Json.Call(1, "Oven.bake", """{"self":{"name":"middle"},"loaves":3}"""))).ErrorName());
        Assert.Empty((await peer.CallAsync(Json.Call(2, "Task.list"))).Result().GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task A_failure_has_the_error_s_form_and_the_caller_s_trace()
    {
        await using var host = await ConformanceHost.StartAsync();
        using var peer = RawPeer.Connect(host, form);
        const string Trace = """{"traceparent":"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"}""";
        host.Gates.Open("left");
        var started = (await peer.CallAsync(Json.Call(1, "Oven.bake", """{"self":{"name":"left"},"loaves":3,"mishap":"burnt"}""", Trace))).Result();
        var ended = (await peer.CallAsync(Json.Call(2, "Task.wait", Self(started)))).Result();
        AssertMember("failed", ended, "state");
        Assert.False(ended.TryGetProperty("result", out _));
        Assert.True(JsonElement.DeepEquals(
            JsonElement.Parse("""
                {"code":5002,"message":"3 loaves are black.","data":{"name":"Burnt","object":{"name":"left"},"hint":"Open the oven earlier.",
                 "traceId":"0af7651916cd43dd8448eb211c80319c","details":{"loaves":3}}}
                """),
            ended.GetProperty("error")));
    }

    [Fact]
    public async Task A_failure_that_nobody_foresaw_is_logged_and_not_told()
    {
        await using var host = await ConformanceHost.StartAsync();
        using var peer = RawPeer.Connect(host, form);
        host.Gates.Open("left");
        var started = (await peer.CallAsync(Json.Call(1, "Oven.bake", """{"self":{"name":"left"},"loaves":3,"mishap":"accident"}"""))).Result();
        var error = (await peer.CallAsync(Json.Call(2, "Task.wait", Self(started)))).Result().GetProperty("error");
        Assert.Equal(-32603, error.GetProperty("code").GetInt32());
        Assert.DoesNotContain("recipe", error.GetRawText(), StringComparison.Ordinal);
        Assert.Contains(host.Log.Entries, e => e.Id == 2401 && e.Text.Contains(error.GetProperty("data").GetProperty("traceId").GetString()!, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_cancelled_task_says_so_once_it_has_stopped()
    {
        await using var host = await ConformanceHost.StartAsync();
        using var peer = RawPeer.Connect(host, form);
        var self = await BakeAsync(host, peer, "left");
        Assert.Equal("{}", (await peer.CallAsync(Json.Call(2, "Task.cancel", self))).Result().GetRawText());
        var ended = (await peer.CallAsync(Json.Call(3, "Task.wait", self))).Result();
        AssertMember("cancelled", ended, "state");
        Assert.Equal(1, ended.GetProperty("error").GetProperty("code").GetInt32());
        Assert.Equal("{}", (await peer.CallAsync(Json.Call(4, "Task.cancel", self))).Result().GetRawText());
    }

    [Fact]
    public async Task A_task_that_completes_all_the_same_is_completed()
    {
        await using var host = await ConformanceHost.StartAsync();
        using var peer = RawPeer.Connect(host, form);
        var self = await BakeAsync(host, peer, "left", "deaf");
        await peer.CallAsync(Json.Call(2, "Task.cancel", self));
        host.Gates.Open("left");
        AssertMember("completed", (await peer.CallAsync(Json.Call(3, "Task.wait", self))).Result(), "state");
    }

    [Fact]
    public async Task A_method_can_forbid_to_cancel_its_task()
    {
        await using var host = await ConformanceHost.StartAsync();
        using var peer = RawPeer.Connect(host, form);
        var self = Self((await peer.CallAsync(Json.Call(1, "Oven.clean", """{"self":{"name":"left"}}"""))).Result());
        var refused = await peer.CallAsync(Json.Call(2, "Task.cancel", self));
        Assert.Equal((18, "Oven.clean"), (refused.ErrorCode(), refused.ErrorDetails().GetProperty("method").GetString()));
        host.Gates.Open("left");
        var ended = (await peer.CallAsync(Json.Call(3, "Task.wait", self))).Result();
        AssertMember("completed", ended, "state");
        Assert.Equal("{}", ended.GetProperty("result").GetRawText());
        Assert.False(ended.TryGetProperty("progress", out _));
    }

    [Fact]
    public async Task A_task_outlives_its_connection_and_is_shared()
    {
        await using var host = await ConformanceHost.StartAsync();
        string self;
        using (var first = RawPeer.Connect(host, form))
            self = await BakeAsync(host, first, "left");
        using var second = RawPeer.Connect(host, form);
        using var third = RawPeer.Connect(host, form, SessionRole.Read);
        AssertMember("running", (await second.CallAsync(Json.Call(1, "Task.get", self))).Result(), "state");
        await third.SendAsync(Json.Call(1, "Task.wait", self));
        host.Gates.Open("left");
        AssertMember("completed", (await second.CallAsync(Json.Call(2, "Task.wait", self))).Result(), "state");
        AssertMember("completed", (await third.ReceiveAsync()).Result(), "state");
    }

    [Fact]
    public async Task A_wait_with_a_timeout_answers_where_the_task_stands()
    {
        await using var host = await ConformanceHost.StartAsync();
        using var peer = RawPeer.Connect(host, form);
        var self = await BakeAsync(host, peer, "left");
        AssertMember("running", (await peer.CallAsync(Json.Call(2, "Task.wait", self[..^1] + ",\"timeout\":0}"))).Result(), "state");
        var refused = await peer.CallAsync(Json.Call(3, "Task.wait", self[..^1] + ",\"timeout\":-1}"));
        Assert.Equal((-32602, "timeout"), (refused.ErrorCode(), refused.ErrorDetails().GetProperty("path").GetString()));
    }

    [Fact]
    public async Task The_end_of_a_wait_is_not_the_end_of_the_task()
    {
        var time = new ManualTime();
        await using var host = await ConformanceHost.StartAsync(o => o.TimeProvider = time);
        using var peer = RawPeer.Connect(host, form);
        var self = await BakeAsync(host, peer, "left");

        await peer.SendAsync(Json.Call(2, "Task.wait", self, """{"deadline":60000}"""));
        var late = peer.ReceiveAsync();
        await time.AdvanceUntilAsync(late, TimeSpan.FromSeconds(10));
        Assert.Equal("DeadlineExceeded", (await late).ErrorName());

        await peer.SendAsync(Json.Call(3, "Task.wait", self), Json.Cancel(3));
        Assert.Equal("Cancelled", (await peer.ReceiveAsync()).ErrorName());
        AssertMember("running", (await peer.CallAsync(Json.Call(4, "Task.get", self))).Result(), "state");
    }

    [Fact]
    public async Task An_id_that_names_nothing_is_refused_with_the_run_that_it_is_of()
    {
        await using var host = await ConformanceHost.StartAsync();
        using var peer = RawPeer.Connect(host, form);
        var self = await BakeAsync(host, peer, "left");
        var id = JsonElement.Parse(self).GetProperty("self").GetProperty("id").GetString()!;
        foreach (var wrong in (string[])["", "1", "-1", "x-", id + "0", id[..^1] + "01", id[..^1] + "+1", id[..^1]])
        {
            var refused = await peer.CallAsync(Json.Call(2, "Task.get", $$$"""{"self":{"id":"{{{wrong}}}"}}"""));
            Assert.Equal((17, wrong), (refused.ErrorCode(), refused.ErrorDetails().GetProperty("task").GetString()));
            Assert.False(refused.ErrorDetails().TryGetProperty("epoch", out _));
        }

        var older = await peer.CallAsync(Json.Call(3, "Task.wait", """{"self":{"id":"abc-7"}}"""));
        Assert.Equal((17, "abc"), (older.ErrorCode(), older.ErrorDetails().GetProperty("epoch").GetString()));
    }

    [Fact]
    public async Task A_task_at_work_cannot_be_dismissed()
    {
        await using var host = await ConformanceHost.StartAsync();
        using var peer = RawPeer.Connect(host, form);
        var self = await BakeAsync(host, peer, "left");
        Assert.Equal(19, (await peer.CallAsync(Json.Call(2, "Task.dismiss", self))).ErrorCode());
        AssertMember("running", (await peer.CallAsync(Json.Call(3, "Task.get", self))).Result(), "state");
    }

    [Theory]
    [InlineData(SessionRole.Read, "Oven.bake", "Task.cancel", "Task.cancel")]
    [InlineData(SessionRole.Read, "Oven.bake", "Task.dismiss", "Task.dismiss")]
    [InlineData(SessionRole.Operate, "Oven.clean", "Task.cancel", "Oven.clean")]
    [InlineData(SessionRole.Operate, "Oven.clean", "Task.dismiss", "Oven.clean")]
    public async Task Who_may_not_begin_a_task_may_look_at_it_and_not_end_it(SessionRole role, string begins, string ends, string denied)
    {
        await using var host = await ConformanceHost.StartAsync();
        using var owner = RawPeer.Connect(host, form);
        using var other = RawPeer.Connect(host, form, role);
        var self = Self((await owner.CallAsync(Json.Call(1, begins, begins == "Oven.bake" ? """{"self":{"name":"left"},"loaves":1}""" : """{"self":{"name":"left"}}"""))).Result());
        AssertMember("running", (await other.CallAsync(Json.Call(1, "Task.get", self))).Result(), "state");
        var refused = await other.CallAsync(Json.Call(2, ends, self));
        Assert.Equal(("AccessDenied", denied), (refused.ErrorName(), refused.ErrorDetails().GetProperty("method").GetString()));
        AssertMember("running", (await owner.CallAsync(Json.Call(2, "Task.get", self))).Result(), "state");
    }

    [Fact]
    public async Task The_list_has_pages_a_filter_and_no_results()
    {
        await using var host = await ConformanceHost.StartAsync();
        using var peer = RawPeer.Connect(host, form);
        host.Gates.Open("right");
        var done = Self((await peer.CallAsync(Json.Call(1, "Oven.bake", """{"self":{"name":"right"},"loaves":1}"""))).Result());
        await peer.CallAsync(Json.Call(2, "Task.wait", done));
        var left = await BakeAsync(host, peer, "left");

        var first = (await peer.CallAsync(Json.Call(3, "Task.list", """{"limit":1}"""))).Result();
        var item = Assert.Single(first.GetProperty("items").EnumerateArray());
        AssertMember("completed", item, "state");
        Assert.False(item.TryGetProperty("result", out _));
        Assert.Equal(host.Events.Position, first.GetProperty("position").GetString());

        // The cursor stays valid when what it stands on is gone.
        await peer.CallAsync(Json.Call(4, "Task.dismiss", done));
        var second = (await peer.CallAsync(Json.Call(5, "Task.list", $$"""{"limit":1,"after":{{first.GetProperty("next").GetRawText()}}}"""))).Result();
        Assert.Equal(Self(second.GetProperty("items")[0].GetProperty("id").GetString()!), left);
        Assert.False(second.TryGetProperty("next", out _));

        var running = (await peer.CallAsync(Json.Call(6, "Task.list", """{"state":"completed"}"""))).Result();
        Assert.Empty(running.GetProperty("items").EnumerateArray());
        Assert.Equal("InvalidCursor", (await peer.CallAsync(Json.Call(7, "Task.list", """{"after":"x"}"""))).ErrorName());
    }

    [Fact]
    public async Task Too_many_tasks_at_once_are_refused()
    {
        await using var host = await ConformanceHost.StartAsync(o => o.Limits = o.Limits with { RunningTasks = 1 });
        using var peer = RawPeer.Connect(host, form);
        var self = await BakeAsync(host, peer, "left");
        var refused = await peer.CallAsync(Json.Call(2, "Oven.clean", """{"self":{"name":"right"}}"""));
        Assert.Equal(("LimitExceeded", "runningTasks"), (refused.ErrorName(), refused.ErrorDetails().GetProperty("limit").GetString()));
        await peer.CallAsync(Json.Call(3, "Task.cancel", self));
        await peer.CallAsync(Json.Call(4, "Task.wait", self));
        Assert.True((await peer.CallAsync(Json.Call(5, "Oven.clean", """{"self":{"name":"right"}}"""))).Result().TryGetProperty("task", out _));
    }

    [Fact]
    public async Task A_watcher_hears_of_its_beginning_its_progress_and_its_end()
    {
        await using var host = await ConformanceHost.StartAsync();
        using var peer = RawPeer.Connect(host, form);
        using var watcher = RawPeer.Connect(host, form, SessionRole.Read);
        await watcher.CallAsync(Json.Call(1, "Events.subscribe", """{"resources":["Task"]}"""));
        var self = await BakeAsync(host, peer, "left");
        host.Gates.Open("left");
        var told = await watcher.ReceiveAsync(4);
        Assert.Equal(
            ["Task.stateChanged running", "Task.progressed 1", "Task.progressed 2", "Task.stateChanged completed"],
            told.Select(t => t.Method() + " " + Word(t.GetProperty("params").GetProperty("data"))));
        Assert.All(told, t => Assert.Equal(
            JsonElement.Parse(self).GetProperty("self").GetRawText(), t.GetProperty("params").GetProperty("self").GetRawText()));

        static string Word(JsonElement data) =>
            data.TryGetProperty("state", out var state) ? state.GetString()! : data.GetProperty("progress").GetProperty("baked").GetRawText();
    }

    [Fact]
    public async Task The_end_of_the_server_ends_its_tasks_and_answers_who_waits()
    {
        await using var host = await ConformanceHost.StartAsync();
        using var peer = RawPeer.Connect(host, form);
        var self = await BakeAsync(host, peer, "left");

        // The second call is answered once the first is under way.
        await peer.SendAsync(Json.Call(2, "Task.wait", self));
        await peer.CallAsync(Json.Call(3, "Calc.ping"));
        var stopped = host.Server.StopAsync(TestContext.Current.CancellationToken);
        var ended = (await peer.ReceiveAsync()).Result();
        AssertMember("interrupted", ended, "state");
        Assert.Equal(9, ended.GetProperty("error").GetProperty("code").GetInt32());
        await stopped;
    }

    private static async Task<string> BakeAsync(ConformanceHost host, RawPeer peer, string oven, string? mishap = null)
    {
        var extra = mishap is null ? "" : $",\"mishap\":\"{mishap}\"";
        var started = await peer.CallAsync(Json.Call(1, "Oven.bake", $$$"""{"self":{"name":"{{{oven}}}"},"loaves":2{{{extra}}}}"""));
        await host.Gates.Arrived(oven);
        return Self(started.Result());
    }

    private static string Self(JsonElement started) => Self(started.GetProperty("task").GetProperty("id").GetString()!);

    private static string Self(string id) => $$$"""{"self":{"id":"{{{id}}}"}}""";

    private static void AssertMember(string expected, JsonElement info, string member) => Assert.Equal(expected, info.GetProperty(member).GetString());
}

/// <summary>Tasks, one message a line.</summary>
public sealed class TasksOverLines() : TaskSuite(WireForm.Lines);

/// <summary>The same, with every value read by the JSON reader.</summary>
[Collection(WithoutGuessing.Name)]
public sealed class TasksOverLinesWithoutGuessing() : TaskSuite(WireForm.Lines);

/// <summary>Tasks, behind a Content-Length header.</summary>
public sealed class TasksOverHeaders() : TaskSuite(WireForm.Headers);

/// <inheritdoc/>
public sealed class TasksOverStomp() : TaskSuite(WireForm.Stomp);
