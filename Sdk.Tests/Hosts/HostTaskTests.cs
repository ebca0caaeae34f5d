using Virtwire.Sdk.Tests.Conformance.Api;
using Virtwire.Sdk.Tests.Conformance.Support;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Tests.Hosts;

/// <summary>Tasks as a C# program sees them.</summary>
public sealed class HostTaskTests
{
    private static readonly HostConnectionOptions Informed = new() { Apis = { ConformanceApi.Description } };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_task_is_reattached_by_its_id_on_another_connection()
    {
        await using var server = await ConformanceHost.StartAsync();
        string id;
        await using (var first = await server.Server.ConnectAsync(cancellationToken: Cancellation))
            id = (await Left(first).BakeAsync(2, cancellationToken: Cancellation)).Id;

        await using var host = await server.Server.ConnectAsync(cancellationToken: Cancellation);
        HostTask task = await HostTask.AttachAsync(host, id, Cancellation);
        Assert.Equal(TaskState.Running, (await task.GetInfoAsync(Cancellation)).State);
        Assert.Equal(TaskState.Running, (await task.WaitAsync(timeout: TimeSpan.Zero, cancellationToken: Cancellation)).State);
        await task.CancelAsync(Cancellation);
        var ended = await task.WaitAsync(cancellationToken: Cancellation);
        Assert.Equal((TaskState.Cancelled, 1, "Cancelled"), (ended.State, ended.Error!.Code, ended.Error.Data!.Name));

        var listed = new List<TaskInfo>();
        await foreach (TaskInfo info in host.Tasks.ListAsync(cancellationToken: Cancellation))
            listed.Add(info);
        Assert.Equal((id, "Oven.bake"), (Assert.Single(listed).Id, listed[0].Method));

        await task.DismissAsync(Cancellation);
        Assert.Equal(id, (await Assert.ThrowsAsync<NoTaskException>(async () => await task.GetAsync(Cancellation))).Task);
    }

    [Fact]
    public async Task What_a_task_ends_with_and_where_it_comes_from_have_their_types()
    {
        await using var server = await ConformanceHost.StartAsync();
        await using var host = await server.Server.ConnectAsync(cancellationToken: Cancellation);
        server.Gates.Open("left");

        HostTask<Bread> task = await Left(host).BakeAsync(3, cancellationToken: Cancellation);
        Assert.Equal(("Oven.bake", """{"name":"left"}"""), (task.Method, task.Object!.Value.GetRawText()));
        Assert.Equal(3, (await task.WaitAsync(Cancellation)).Loaves);
        Assert.Equal(3, (await task.WithOptions(new CallOptions { Deadline = TimeSpan.FromMinutes(1) }).WaitAsync(Cancellation)).Loaves);

        HostTask<Nothing> cleaning = await Left(host).CleanAsync(Cancellation);
        Assert.Equal(default, await cleaning.WaitAsync(Cancellation));

        HostTask<BakeProgress, Oven> building = await host.Ovens.BuildAsync("right", Cancellation);
        Oven right = await building.WaitAsync(Cancellation);
        Assert.Equal(("right", null), (right.Name, building.Object));
        await right.OpenAsync(Cancellation);

        HostTask<long> weighing = await right.WeighAsync(Cancellation);
        Assert.Equal(80, await weighing.WaitAsync(Cancellation));
    }

    [Fact]
    public async Task Progress_is_told_from_where_the_task_stands_to_its_end_in_order_and_before_the_wait_ends()
    {
        await using var server = await ConformanceHost.StartAsync();
        await using var host = await server.Server.ConnectAsync(cancellationToken: Cancellation);
        HostTask<BakeProgress, Bread> task = await Left(host).BakeAsync(3, cancellationToken: Cancellation);
        await server.Gates.Arrived("left");

        var told = new Told<BakeProgress>();
        var waiting = task.WaitAsync(told, Cancellation).AsTask();
        await told.First;
        server.Gates.Open("left");
        await waiting;
        Assert.Equal([1, 3], told.All.Select(p => p.Baked));

        // Of a task that has ended the last word is still known, and to hear of it is nobody's duty.
        var late = new Told<BakeProgress>();
        await task.WaitAsync(late, Cancellation);
        Assert.Equal([3], late.All.Select(p => p.Baked));
        Assert.Equal(3, (await task.WaitAsync(null, Cancellation)).Loaves);
    }

    [Fact]
    public async Task Another_connection_waits_for_the_same_result_and_hears_of_the_same_progress()
    {
        await using var server = await ConformanceHost.StartAsync();
        await using var host = await server.Server.ConnectAsync(cancellationToken: Cancellation);
        await using var other = await server.Server.ConnectAsync(options: Informed, cancellationToken: Cancellation);
        var begun = await Left(host).BakeAsync(2, cancellationToken: Cancellation);
        await server.Gates.Arrived("left");

        var task = await HostTask.AttachAsync<Bread>(other, begun.Id, Cancellation);
        Assert.Equal((begun.Id, "Oven.bake", """{"name":"left"}"""), (task.Id, task.Method, task.Object!.Value.GetRawText()));
        var told = new Told<BakeProgress>();
        var waiting = task.WaitAsync(told, Cancellation).AsTask();
        await told.First;
        server.Gates.Open("left");
        Assert.Equal(2, (await waiting).Loaves);
        Assert.Equal([1, 2], told.All.Select(p => p.Baked));

        var both = await HostTask.AttachAsync<BakeProgress, Bread>(other, begun.Id, Cancellation);
        Assert.Equal(2, (await both.WaitAsync(new Told<BakeProgress>(), Cancellation)).Loaves);
        await Assert.ThrowsAsync<NoTaskException>(async () => await HostTask.AttachAsync<Bread>(other, "1", Cancellation));
        await Assert.ThrowsAsync<NoTaskException>(async () => await HostTask.AttachAsync(other, "1", Cancellation));
    }

    [Fact]
    public async Task A_task_that_failed_throws_its_own_error()
    {
        await using var server = await ConformanceHost.StartAsync();
        await using var host = await server.Server.ConnectAsync(options: Informed, cancellationToken: Cancellation);
        server.Gates.Open("left");

        var burning = await Left(host).BakeAsync(3, Mishap.Burnt, Cancellation);
        var burnt = await Assert.ThrowsAsync<BurntException>(async () => await burning.WaitAsync(Cancellation));
        Assert.Equal((3, "Burnt", "Open the oven earlier.", """{"name":"left"}"""), (burnt.Loaves, burnt.ErrorName, burnt.Hint, burnt.Subject!.Value.GetRawText()));
        var attached = await HostTask.AttachAsync<Bread>(host, burning.Id, Cancellation);
        await Assert.ThrowsAsync<BurntException>(async () => await attached.WaitAsync(new Told<BakeProgress>(), Cancellation));

        var accident = await Left(host).BakeAsync(3, Mishap.Accident, Cancellation);
        Assert.NotNull((await Assert.ThrowsAsync<InternalErrorException>(async () => await accident.WaitAsync(Cancellation))).CorrelationId);
        await Assert.ThrowsAsync<RefusedException>(async () => await host.Ovens.Bind(OvenRef.ByName("middle")).BakeAsync(1, cancellationToken: Cancellation));
    }

    [Fact]
    public async Task A_cancelled_task_is_told_from_a_wait_that_is_given_up()
    {
        await using var server = await ConformanceHost.StartAsync();
        await using var host = await server.Server.ConnectAsync(cancellationToken: Cancellation);
        var task = await Left(host).BakeAsync(3, cancellationToken: Cancellation);
        await server.Gates.Arrived("left");

        foreach (var progress in (Told<BakeProgress>?[])[null, new()])
        {
            using var patience = new CancellationTokenSource();
            var waiting = task.WaitAsync(progress, patience.Token).AsTask();
            if (progress is not null && await Task.WhenAny(progress.First, waiting) == waiting)
                await waiting;
            await patience.CancelAsync();
            var gaveUp = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
            Assert.Equal(patience.Token, gaveUp.CancellationToken);
        }

        Assert.Equal(TaskState.Running, (await task.GetInfoAsync(Cancellation)).State);
        await task.CancelAsync(Cancellation);
        Assert.Equal("Cancelled", (await Assert.ThrowsAsync<CancelledException>(async () => await task.WaitAsync(Cancellation))).ErrorName);
    }

    [Fact]
    public async Task The_stop_of_the_server_interrupts_a_task_and_says_so()
    {
        await using var server = await ConformanceHost.StartAsync();
        await using var host = await server.Server.ConnectAsync(cancellationToken: Cancellation);
        var task = await Left(host).BakeAsync(3, cancellationToken: Cancellation);
        var told = new Told<BakeProgress>();
        var waiting = task.WaitAsync(told, Cancellation).AsTask();
        await told.First;

        await server.Server.StopAsync(Cancellation);

        // The server answers those who wait when it stops; who hears of the end first and asks then finds no connection any more.
        var interrupted = await Assert.ThrowsAnyAsync<HostException>(() => waiting);
        Assert.True(
            interrupted is ConnectionLostException || (interrupted is ShuttingDownException && interrupted.Message.Contains("stopped before", StringComparison.Ordinal)),
            interrupted.ToString());
    }

    [Fact]
    public async Task Who_is_told_and_throws_ends_the_wait()
    {
        await using var server = await ConformanceHost.StartAsync();
        await using var host = await server.Server.ConnectAsync(cancellationToken: Cancellation);
        var task = await Left(host).BakeAsync(3, cancellationToken: Cancellation);
        await Assert.ThrowsAsync<NotSupportedException>(async () => await task.WaitAsync(new Deaf(), Cancellation));
        Assert.Equal(TaskState.Running, (await task.GetInfoAsync(Cancellation)).State);
    }

    [Fact]
    public async Task A_task_of_another_type_says_what_does_not_fit()
    {
        await using var server = await ConformanceHost.StartAsync();
        await using var host = await server.Server.ConnectAsync(cancellationToken: Cancellation);
        server.Gates.Open("left");
        var bread = await Left(host).BakeAsync(3, cancellationToken: Cancellation);
        var wrong = await HostTask.AttachAsync<Number>(host, bread.Id, Cancellation);
        var malformed = await Assert.ThrowsAsync<MalformedAnswerException>(async () => await wrong.WaitAsync(Cancellation));
        Assert.Equal($"The task '{bread.Id}' of Oven.bake ended with what is no Number: 'value' is missing.", malformed.Message);
        malformed = await Assert.ThrowsAsync<MalformedAnswerException>(async () => await bread.WaitAsync(new Told<Number>(), Cancellation));
        Assert.Contains("tells of its progress with what is no Number", malformed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mocks_replace_what_they_need()
    {
        HostTask<BakeProgress, Bread> mock = new MockTask();
        Assert.Equal(7, (await mock.WaitAsync(Cancellation)).Loaves);
        Assert.Equal(("t1", "Oven.bake"), (mock.Id, mock.Method));
        await Assert.ThrowsAsync<UnboundHandleException>(async () => await mock.CancelAsync(Cancellation));
        await Assert.ThrowsAsync<UnboundHandleException>(async () => await mock.WaitAsync(new Told<BakeProgress>(), Cancellation));
        Assert.Throws<UnboundHandleException>(() => mock.Object);
    }

    private static Oven Left(HostConnection host) => host.Ovens.Bind(OvenRef.ByName("left"));

    private sealed class Told<T> : IProgress<T>
    {
        private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly List<T> _all = [];

        public IReadOnlyList<T> All => _all;

        public Task First => _first.Task;

        public void Report(T value)
        {
            _all.Add(value);
            _first.TrySetResult();
        }
    }

    private sealed class Deaf : IProgress<BakeProgress>
    {
        public void Report(BakeProgress value) => throw new NotSupportedException();
    }

    private sealed class MockTask : HostTask<BakeProgress, Bread>
    {
        public override string Id => "t1";

        public override string Method => "Oven.bake";

        public override ValueTask<Bread> WaitAsync(CancellationToken cancellationToken = default) => new(new Bread { Loaves = 7 });
    }
}
