using Microsoft.Extensions.Logging.Abstractions;
using Virtwire.Sdk.Server;
using Virtwire.Sdk.Server.Tasks;
using Virtwire.Sdk.Server.Tasks.Journal;
using Virtwire.Sdk.Tests.Conformance.Api;
using Virtwire.Sdk.Tests.Rpc.Support;
using Virtwire.Sdk.Tests.Server.Files;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Tests.Server.Tasks;

/// <summary>The table by itself: what it keeps and for how long, races for the end, and its own end.</summary>
public sealed class TaskTableTests
{
    private static readonly TaskOrigin Origin = TaskOrigin.Of(ConformanceApi.Oven.Bake, "tester", null);

    private static readonly TaskLimits Ample = new(Running: 1000, Kept: 1000, Memory: TimeSpan.FromDays(1));

    private readonly ManualTime _time = new();
    private readonly TaskEvents _events = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task As_many_as_may_are_kept_and_the_one_that_ended_first_goes_first()
    {
        var table = Table(Ample with { Kept = 2 });
        var gate = new TaskCompletionSource();
        var running = await table.StartAsync(Origin, Work(async _ => await gate.Task), mayBlock: false);
        var ended = new List<string>();
        for (var i = 0; i < 3; i++)
            ended.Add(await EndAsync(table));
        Assert.Equal([running, ended[1], ended[2]], table.After(null).Select(t => t.Id));
        Assert.Throws<NoTaskException>(() => table.Find(ended[0]));

        gate.SetResult();
        await table.Find(running).Ended.WaitAsync(Cancel);
        Assert.Equal([running, ended[2]], table.After(null).Select(t => t.Id));
    }

    [Fact]
    public async Task One_that_was_dismissed_takes_no_place()
    {
        var table = Table(Ample with { Kept = 2 });
        var kept = await EndAsync(table);
        await table.DismissAsync(table.Find(await EndAsync(table)));
        var last = await EndAsync(table);
        Assert.Equal([kept, last], table.After(null).Select(t => t.Id));
    }

    [Fact]
    public async Task What_ended_long_ago_is_forgotten_and_what_runs_is_not()
    {
        var table = Table(Ample with { Memory = TimeSpan.FromHours(1) });
        var gate = new TaskCompletionSource();
        var running = await table.StartAsync(Origin, Work(async _ => await gate.Task), mayBlock: false);
        var ended = await EndAsync(table);
        _time.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal(ended, table.Find(ended).Id);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Throws<NoTaskException>(() => table.Find(ended));
        Assert.Equal([running], table.After(null).Select(t => t.Id));
        gate.SetResult();
    }

    [Fact]
    public async Task A_memory_without_end_forgets_nothing_for_its_age()
    {
        var table = Table(Ample with { Memory = TimeSpan.MaxValue });
        var ended = await EndAsync(table);
        _time.Advance(TimeSpan.FromDays(1000));
        Assert.Equal(ended, table.Find(ended).Id);
    }

    [Fact]
    public async Task No_id_is_given_to_tasks_of_two_drivers()
    {
        var ids = new TaskIds("e");
        var (one, other) = (Table(ids: ids), Table(ids: ids));
        var first = await EndAsync(one);
        var second = await EndAsync(other);
        Assert.NotEqual(first, second);
        Assert.Throws<NoTaskException>(() => other.Find(first));
        Assert.Throws<NoTaskException>(() => one.Find(second));
    }

    [Fact]
    public async Task Work_that_may_block_has_a_thread_of_its_own()
    {
        var table = Table();
        var pooled = new TaskCompletionSource<bool>();
        foreach (var mayBlock in (bool[])[true, false])
        {
            pooled = new TaskCompletionSource<bool>();
            await table.StartAsync(Origin, Work(_ => Note(pooled)), mayBlock);
            Assert.Equal(!mayBlock, await pooled.Task.WaitAsync(Cancel));
        }

        static Task Note(TaskCompletionSource<bool> pooled)
        {
            pooled.SetResult(Thread.CurrentThread.IsThreadPoolThread);
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task A_cancel_and_an_end_at_once_make_one_end()
    {
        var table = Table();
        for (var round = 0; round < 500; round++)
        {
            var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var task = table.Find(await table.StartAsync(Origin, Work(token => gate.Task.WaitAsync(token)), mayBlock: false));
            using var barrier = new Barrier(2);
            var cancel = Task.Run(() => Act(() => task.RequestStop(TaskState.Cancelled)), Cancel);
            var finish = Task.Run(() => Act(gate.SetResult), Cancel);
            await Task.WhenAll(cancel, finish, task.Ended).WaitAsync(Cancel);

            var info = task.Describe();
            Assert.Contains(info.State, (TaskState[])[TaskState.Completed, TaskState.Cancelled]);
            Assert.Equal(info.State == TaskState.Completed, info.Result is not null);
            Assert.Equal(info.State == TaskState.Cancelled, info.Error is not null);
            Assert.Equal(["running", info.State.ToString()], _events.StatesOf(task.Id));

            void Act(Action action)
            {
                barrier.SignalAndWait(Cancel);
                action();
            }
        }
    }

    [Fact]
    public async Task What_is_reported_after_the_end_is_not_told()
    {
        var table = Table();
        TaskContext<BakeProgress>? kept = null;
        var work = new TaskWork<BakeProgress, Nothing>(task =>
        {
            kept = task;
            task.Report(new BakeProgress { Baked = 1 });
            return Task.FromResult<Nothing>(default);
        });
        var ended = table.Find(await table.StartAsync(Origin, work, mayBlock: false));
        await ended.Ended.WaitAsync(Cancel);
        kept!.Report(new BakeProgress { Baked = 2 });
        Assert.Equal("""{"baked":1}""", ended.Describe().Progress!.Value.GetRawText());
        Assert.Equal(1, _events.Progressed);
    }

    [Fact]
    public async Task The_end_of_the_table_interrupts_its_tasks_and_takes_no_more()
    {
        var table = Table();
        var never = new TaskCompletionSource();
        var obedient = table.Find(await table.StartAsync(Origin, Work(token => never.Task.WaitAsync(token)), mayBlock: false));
        var cancelled = table.Find(await table.StartAsync(Origin, Work(async token =>
        {
            await never.Task.WaitAsync(token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await obedient.Ended;
            token.ThrowIfCancellationRequested();
        }), mayBlock: false));
        cancelled.RequestStop(TaskState.Cancelled);

        await table.StopAsync(Cancel);

        Assert.Equal(TaskState.Interrupted, obedient.Describe().State);
        Assert.Equal(TaskState.Cancelled, cancelled.Describe().State);
        await Assert.ThrowsAsync<ShuttingDownException>(async () => await table.StartAsync(Origin, Work(_ => Task.CompletedTask), mayBlock: false));
    }

    [Fact]
    public async Task A_task_that_does_not_hear_is_ended_without_its_work()
    {
        var table = Table();
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var deaf = table.Find(await table.StartAsync(Origin, Work(async _ =>
        {
            await gate.Task;
            done.SetResult();
        }), mayBlock: false));
        using var patience = new CancellationTokenSource();
        var stopping = table.StopAsync(patience.Token);
        Assert.False(stopping.IsCompleted);
        await patience.CancelAsync();
        await stopping.WaitAsync(Cancel);
        Assert.Equal(TaskState.Interrupted, deaf.Describe().State);

        gate.SetResult();
        await done.Task.WaitAsync(Cancel);
        Assert.Equal(TaskState.Interrupted, deaf.Describe().State);
        Assert.Equal(["running", "interrupted"], _events.StatesOf(deaf.Id));
    }

    [Fact]
    public async Task A_cancellation_that_nobody_asked_for_is_a_failure()
    {
        var table = Table();
        var task = table.Find(await table.StartAsync(Origin, Work(_ => throw new OperationCanceledException()), mayBlock: false));
        await task.Ended.WaitAsync(Cancel);
        Assert.Equal((TaskState.Failed, -32603), (task.Describe().State, task.Describe().Error!.Code));
    }

    [Fact]
    public async Task A_task_whose_end_cannot_be_told_has_ended()
    {
        var table = Table(Ample with { Running = 1, Kept = 1 });
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var task = table.Find(await table.StartAsync(Origin, Work(_ => gate.Task), mayBlock: false));
        _events.Untellable = "completed";
        gate.SetResult();
        await task.Ended.WaitAsync(TimeSpan.FromSeconds(30), Cancel);
        Assert.Equal(TaskState.Completed, task.Describe().State);

        _events.Untellable = null;
        var next = await EndAsync(table);
        Assert.Equal([next], table.After(null).Select(t => t.Id));
    }

    [Fact]
    public async Task Half_a_surrogate_pair_in_an_error_does_not_hide_the_task()
    {
        var table = Table();
        var payload = new ErrorPayload { Code = 7000, Message = "half \ud800 of 🖥", Hint = "\udc00!" };
        var origin = Origin with { TraceId = "t\ud800" };
        var task = table.Find(await table.StartAsync(origin, Work(_ => throw new HostException(payload)), mayBlock: false));
        await task.Ended.WaitAsync(Cancel);

        var error = WireValue.ToElement<TaskInfo, TaskInfo>(task.Describe()).GetProperty("error");
        Assert.Equal("half \ufffd of 🖥", error.GetProperty("message").GetString());
        Assert.Equal("\ufffd!", error.GetProperty("data").GetProperty("hint").GetString());
        Assert.Equal("t\ufffd", error.GetProperty("data").GetProperty("traceId").GetString());
    }

    [Fact]
    public async Task A_task_that_cannot_be_written_down_is_not_begun_and_leaves_nothing()
    {
        using var directory = new TemporaryDirectory();
        var path = directory.Of("tasks.journal");
        var files = new FailingFiles();
        await using (var journal = TaskJournal.Open(path, files, _time, NullLogger.Instance))
        {
            var table = Table(Ample with { Running = 1 }, book: new TaskBook(journal, "d"));
            var begun = false;
            files.From = files.Steps;
            var refused = await Assert.ThrowsAsync<StateNotKeptException>(async () => await table.StartAsync(
                Origin,
                Work(_ =>
                {
                    begun = true;
                    return Task.CompletedTask;
                }),
                mayBlock: false));
            Assert.False(refused.Applied);
            Assert.Empty(table.After(null));

            // Its place is free again.
            files.From = null;
            var next = await EndAsync(table);
            Assert.Equal([next], table.After(null).Select(t => t.Id));
            Assert.False(begun);
        }

        await using var later = TaskJournal.Open(path, files, _time, NullLogger.Instance);
        Assert.Equal([2], later.TasksOf("d").Select(r => r.Number));
    }

    [Fact]
    public async Task An_end_is_told_even_where_it_cannot_be_written_down()
    {
        using var directory = new TemporaryDirectory();
        var files = new FailingFiles();
        await using var journal = TaskJournal.Open(directory.Of("tasks.journal"), files, _time, NullLogger.Instance);
        var table = Table(book: new TaskBook(journal, "d"));
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var task = table.Find(await table.StartAsync(Origin, Work(_ => gate.Task), mayBlock: false));
        files.From = files.Steps;
        gate.SetResult();
        await task.Ended.WaitAsync(Cancel);
        Assert.Equal(TaskState.Completed, task.Describe().State);
        await Assert.ThrowsAsync<StateNotKeptException>(async () => await table.DismissAsync(task));
        Assert.Empty(table.After(null));
    }

    private TaskTable Table(TaskLimits? limits = null, TaskIds? ids = null, TaskBook? book = null) =>
        new(ids ?? new TaskIds("e"), limits ?? Ample, _events, _time, NullLogger.Instance, book);

    private static TaskWork<Nothing, Nothing> Work(Func<CancellationToken, Task> run) => new(async task =>
    {
        await run(task.CancellationToken);
        return default;
    });

    private static async Task<string> EndAsync(TaskTable table)
    {
        var id = await table.StartAsync(Origin, Work(_ => Task.CompletedTask), mayBlock: false);
        await table.After(null).Single(t => t.Id == id).Ended.WaitAsync(Cancel);
        return id;
    }
}
