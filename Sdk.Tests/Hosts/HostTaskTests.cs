using Virtwire.Sdk.Tests.Conformance.Api;
using Virtwire.Sdk.Tests.Conformance.Support;

namespace Virtwire.Sdk.Tests.Hosts;

/// <summary>Tasks as a C# program sees them.</summary>
public sealed class HostTaskTests
{
    [Fact]
    public async Task A_task_is_reattached_by_its_id_on_another_connection()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var server = await ConformanceHost.StartAsync();
        string id;
        await using (var first = await server.Server.ConnectAsync(cancellationToken: cancel))
            id = (await first.Ovens.Bind(OvenRef.ByName("left")).BakeAsync(2, cancellationToken: cancel)).Id;

        await using var host = await server.Server.ConnectAsync(cancellationToken: cancel);
        HostTask task = host.Tasks.Bind(HostTaskRef.ById(id));
        Assert.Equal(TaskState.Running, (await task.GetAsync(cancel)).State);
        Assert.Equal(TaskState.Running, (await task.WaitAsync(timeout: TimeSpan.Zero, cancellationToken: cancel)).State);
        await task.CancelAsync(cancel);
        var ended = await task.WaitAsync(cancellationToken: cancel);
        Assert.Equal((TaskState.Cancelled, 1, "Cancelled"), (ended.State, ended.Error!.Code, ended.Error.Data!.Name));

        var listed = new List<TaskInfo>();
        await foreach (TaskInfo info in host.Tasks.ListAsync(cancellationToken: cancel))
            listed.Add(info);
        Assert.Equal((id, "Oven.bake"), (Assert.Single(listed).Id, listed[0].Method));

        await task.DismissAsync(cancel);
        Assert.Equal(id, (await Assert.ThrowsAsync<NoTaskException>(async () => await task.GetAsync(cancel))).Task);
    }
}
