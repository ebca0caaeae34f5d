using Virtwire.Sdk.Server.Drivers.Test.Faults;
using Virtwire.Sdk.Tests.Rpc.Support;

namespace Virtwire.Sdk.Tests.Drivers.Faults;

/// <summary>Which rule holds at a point, how often, and what it does to the work.</summary>
public sealed class FaultPointsTests
{
    private readonly ManualTime _time = new();

    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Domain.save:write", "web1", true)]
    [InlineData("Domain.*", "*", true)]
    [InlineData("*:write", "web*", true)]
    [InlineData("Domain.save", "*", false)]
    [InlineData("Domain.save:*", "db*", false)]
    [InlineData("domain.save:*", "*", false)]
    public async Task A_rule_is_for_the_points_and_names_that_it_matches(string point, string subject, bool holds)
    {
        var plan = new FaultPoints(_time, Fails(point, subject));
        var failure = await Record.ExceptionAsync(async () => await plan.ReachAsync("Domain.save:write", "web1", Ended));
        Assert.Equal(holds, failure is InvalidArgumentException);
    }

    [Fact]
    public async Task A_rule_that_is_used_up_leaves_the_point_to_the_next()
    {
        var plan = new FaultPoints(_time, Fails("*", "*", "first", times: 2), Fails("*:b", "*", "second"));
        var met = new List<string>();
        foreach (var point in new[] { "a:a", "a:b", "a:a", "a:b" })
            met.Add((await Record.ExceptionAsync(async () => await plan.ReachAsync(point, "x", Ended)))?.Message ?? "passed");
        Assert.Equal(["first", "first", "passed", "second"], met);
    }

    [Fact]
    public async Task A_delay_is_by_the_clock()
    {
        var plan = new FaultPoints(_time, new FaultRule("*", "*", new FaultAction.Delay(TimeSpan.FromSeconds(3))));
        var reached = plan.ReachAsync("a:b", "x", Ended).AsTask();
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.False(reached.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));
        await reached;
    }

    [Fact]
    public async Task What_hangs_lets_go_when_it_is_cancelled()
    {
        var plan = new FaultPoints(_time, new FaultRule("*", "*", new FaultAction.Hang()));
        using var cancel = new CancellationTokenSource();
        var reached = plan.ReachAsync("a:b", "x", cancel.Token).AsTask();
        _time.Advance(TimeSpan.FromDays(1));
        Assert.False(reached.IsCompleted);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reached);
    }

    [Fact]
    public async Task No_point_is_passed_by_work_that_was_cancelled() =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await FaultPoints.None.ReachAsync("a:b", "x", new(canceled: true)));

    private static FaultRule Fails(string point, string subject, string message = "", int? times = null)
    {
        var action = new FaultAction.Fail((_, _) => new InvalidArgumentException(message, new InvalidArgumentDetails { Parameter = "p" }));
        return new FaultRule(point, subject, action) { Times = times };
    }
}
