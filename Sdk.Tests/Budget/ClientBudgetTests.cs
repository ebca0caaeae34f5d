using Virtwire.Sdk.Framing;
using Virtwire.Sdk.Tests.Rpc.Support;

namespace Virtwire.Sdk.Tests.Budget;

/// <summary>
/// What a call may cost a client: allocations, receives, flushes and copies. Never time. The callers go on in the reader, so that all
/// of it happens on one thread, and time stands still, as else what is held back for long is sent before.
/// </summary>
[Collection(Budgets.Name)]
public sealed class ClientBudgetTests
{
    private const int Callers = 64;
    private const int Rounds = 200;

    // The object that the caller gets.
    private const int Result = 32;

    [Fact]
    public Task A_ping_keeps_to_its_budget() => MeasureAsync("{}", 0, static async (host, goesOn) =>
    {
        while (goesOn())
            await host.Host.PingAsync();
    });

    [Fact]
    public Task A_call_with_a_class_as_its_result_keeps_to_its_budget() =>
        MeasureAsync("""{"state":"running","reason":"booted"}""", Result, static async (host, goesOn) =>
        {
            var domain = host.Domains.Bind(DomainRef.ByName("test"));
            while (goesOn())
                await domain.GetStateAsync();
        });

    private static async Task MeasureAsync(string result, int mostAllocated, Func<HostConnection, Func<bool>, Task> call)
    {
        Assert.SkipUnless(Copies.AreCounted, "Copies are counted by debug builds only: nothing was measured.");
        var transport = new AnsweringTransport(ScriptedHost.Hello, result);
        await using var host = await HostConnection.OpenAsync(
            ConnectionUri.Parse("test:///default"),
            (_, _) => new(transport),
            new HostConnectionOptions { InlineContinuations = true, TimeProvider = new ManualTime() },
            TestContext.Current.CancellationToken);
        Usage before = default, after = default;
        var callers = Enumerable.Range(0, Callers).Select(caller =>
        {
            var round = 0;
            return call(host, () =>
            {
                // The first caller takes the measure of all.
                if (caller == 0 && round == Rounds)
                    before = transport.Used;
                else if (caller == 0 && round == 2 * Rounds)
                    after = transport.Used;
                return round++ <= 2 * Rounds;
            });
        });
        await Task.WhenAll(callers).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        var used = after - before;

        // What the callers of one batch send leaves together, and so do their answers.
        Assert.Equal(Rounds, used.Sends);
        Assert.Equal(2 * Rounds, used.Receives);
        Assert.InRange(used.Copied, 0, 2 * used.Sent);
        Assert.InRange(used.Allocated, 0, Callers * Rounds * (mostAllocated + 5L));
    }
}
