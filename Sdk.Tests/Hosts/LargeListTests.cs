using System.Collections.Concurrent;
using System.Globalization;
using Virtwire.Sdk.Drivers;
using Virtwire.Sdk.Server;
using Virtwire.Sdk.Server.Hosting;

namespace Virtwire.Sdk.Tests.Hosts;

/// <summary>A list far larger than a page, over a real server: neither side ever holds more of it than some pages.</summary>
public sealed class LargeListTests
{
    private const int Records = 100_000;
    private const int SomePages = 5;

    [Fact(Timeout = 120_000)]
    public async Task A_hundred_thousand_records_pass_in_the_memory_of_some_pages()
    {
        var many = new ManyDomains();
        var options = new VirtwireServerOptions();
        options.AddDriver("many", _ => [many]);
        await using var server = new VirtwireServer(options);
        await server.StartAsync(TestContext.Current.CancellationToken);
        await using var host = await server.ConnectAsync(cancellationToken: TestContext.Current.CancellationToken);

        var items = new List<WeakReference>();
        var expected = 0;
        await foreach (var stats in host.Domains.GetAllStatsAsync(cancellationToken: TestContext.Current.CancellationToken))
        {
            Assert.Equal(ManyDomains.NameOf(expected), stats.Domain.Name);
            Assert.InRange(many.Told - expected, 0, 2 * ManyDomains.PageSize);
            items.Add(new WeakReference(stats));
            if (++expected % 10_000 != 0)
                continue;

            // What the caller has let go of nobody else holds: a page is being read, one is ahead, and the stack of a thread may still
            // point to one that is done with.
            GC.Collect();
            Assert.InRange(items.Count(static item => item.IsAlive), 0, SomePages * ManyDomains.PageSize);
            Assert.InRange(many.LivePages, 0, SomePages);
        }

        Assert.Equal(Records, expected);
    }

    /// <summary>Domains that exist only while a page of them is written.</summary>
    private sealed class ManyDomains : DomainDriver
    {
        public const int PageSize = 1_000;

        private readonly ConcurrentQueue<WeakReference> _pages = [];
        private int _told;

        /// <summary>How many of the pages that were answered are alive.</summary>
        public int LivePages => _pages.Count(static page => page.IsAlive);

        /// <summary>How many records have been answered.</summary>
        public int Told => Volatile.Read(ref _told);

        public override bool NonBlocking => true;

        public static string NameOf(int index) => string.Create(CultureInfo.InvariantCulture, $"domain-{index}");

        public override ValueTask<Page<DomainStats>> GetAllStatsAsync(DomainGetAllStatsRequest request, CallContext call)
        {
            var start = int.Parse(request.After ?? "0", CultureInfo.InvariantCulture);
            var end = start + PageSize;
            Volatile.Write(ref _told, end);
            var page = new Page<DomainStats>
            {
                Items = [.. Enumerable.Range(start, PageSize).Select(static index => new DomainStats
                {
                    Domain = new DomainRef { Name = NameOf(index), Uuid = new Guid(index, 0, 0, new byte[8]) },
                    State = DomainState.Running,
                    Reason = DomainStateReason.Booted,
                    MaxMemory = 1 << 20,
                    Memory = index,
                    Vcpus = 1,
                    MaxVcpus = 2,
                    CpuTime = (ulong)index,
                })],
                Next = end < Records ? end.ToString(CultureInfo.InvariantCulture) : null,
            };
            _pages.Enqueue(new WeakReference(page.Items));
            return new(page);
        }
    }
}
