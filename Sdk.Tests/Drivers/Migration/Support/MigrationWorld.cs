using Virtwire.Sdk.Server.Drivers.Test.Domains;

namespace Virtwire.Sdk.Tests.Drivers.Migration.Support;

/// <summary>Two simulated hosts that guests go between, each with a server that can be killed and started anew.</summary>
internal sealed class MigrationWorld : IAsyncDisposable
{
    private TaskCompletionSource _changed = New();

    public MigrationWorld()
    {
        A = new MigrationNode("a", this);
        B = new MigrationNode("b", this);
    }

    public MigrationNode A { get; }

    public MigrationNode B { get; }

    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    /// <summary>The node of a connection URI.</summary>
    public MigrationNode Of(ConnectionUri uri) => uri.Path == A.Path ? A : B;

    public async Task StartAsync()
    {
        await A.StartAsync();
        await B.StartAsync();
    }

    /// <summary>Where the guest is, and whether it runs: <c>a:running b:-</c>, both at one moment.</summary>
    public (string A, string B) Look(Guid guest)
    {
        // Both hosts stand still while they are looked at, so that no change comes between.
        lock (A.Store.Simulation.Gate)
        {
            lock (B.Store.Simulation.Gate)
                return (Find(A.Store, guest), Find(B.Store, guest));
        }
    }

    /// <summary>Looks until both hosts are as they should be; at no look does the guest run on both.</summary>
    public async Task UntilAsync(Guid guest, Func<string, string, bool> isSo)
    {
        while (true)
        {
            var changed = Volatile.Read(ref _changed);
            var (a, b) = Look(guest);
            Assert.False(a == "running" && b == "running", "The guest runs on both hosts.");
            if (isSo(a, b))
                return;
            await changed.Task.WaitAsync(Ended);
        }
    }

    /// <summary>Says that something on one of the hosts is not what it was.</summary>
    public void Tell() => Interlocked.Exchange(ref _changed, New()).SetResult();

    public async ValueTask DisposeAsync()
    {
        await A.DisposeAsync();
        await B.DisposeAsync();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static string Find(DomainStore store, Guid guest)
    {
        var domain = store.List(d => d.Uuid == guest, null, 1).Objects.SingleOrDefault();
        return domain is null ? "-" : domain.Job is not null ? domain.State + " held" : domain.State.ToString();
    }
}
