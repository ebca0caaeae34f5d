using System.Collections.Concurrent;
using Host = Virtwire.Sdk.Tests.Drivers.Support.SimulatedHost;

namespace Virtwire.Sdk.Tests.Drivers.Domains;

/// <summary>A driver is called from many connections at once.</summary>
public sealed class ConcurrencyTests
{
    private readonly Host _host = new();

    [Fact]
    public void Calls_from_many_threads_leave_one_truth_and_events_that_tell_it()
    {
        var unexpected = new ConcurrentQueue<Exception>();
        Parallel.For(0, 8, worker =>
        {
            var random = new Random(worker);
            for (var i = 0; i < 2_000; i++)
            {
                try
                {
                    Call(random);
                }
                catch (HostException)
                {
                    // Another thread was there first: the rules say what is refused.
                }
                catch (Exception exception)
                {
                    unexpected.Enqueue(exception);
                }
            }
        });

        Assert.Empty(unexpected);
        var watcher = new DomainWatcher();
        watcher.Observe(_host.Events.Take());
        var listed = _host.List();
        Assert.Equal(listed.Select(DomainWatcher.WhatEventsTell).Order(StringComparer.Ordinal), watcher.Lines);
        var ids = listed.Select(line => line.Split(' ')[4]).Where(id => id != "0").ToArray();
        Assert.Equal(ids.Length, ids.Distinct().Count());
    }

    [Fact]
    public void Of_many_who_define_one_name_one_wins()
    {
        var won = 0;
        Parallel.For(0, 64, i =>
        {
            try
            {
                Host.Run(_host.Domains.DefineAsync(new() { Xml = Host.Xml("one") }, Host.Call));
                Interlocked.Increment(ref won);
            }
            catch (DomainExistsException)
            {
            }
        });

        Assert.Equal(1, won);
        Assert.Equal(["defined one added"], _host.Events.Take());
    }

    [Fact]
    public void Of_many_who_start_one_domain_one_wins()
    {
        Host.Run(_host.Domains.DefineAsync(new() { Xml = Host.Xml("one") }, Host.Call));
        var won = 0;
        Parallel.For(0, 64, i =>
        {
            try
            {
                Host.Run(_host.Domains.CreateAsync(new() { Self = DomainRef.ByName("one") }, Host.Call));
                Interlocked.Increment(ref won);
            }
            catch (DomainAlreadyActiveException)
            {
            }
        });

        Assert.Equal(1, won);
        Assert.Equal(1, _host.Store.Find(DomainRef.ByName("one")).Id);
    }

    [Fact]
    public async Task Of_many_who_suspend_one_domain_one_wins_in_every_round()
    {
        const int Rounds = 5_000;
        var self = Host.Run(_host.Domains.CreateXmlAsync(new() { Xml = Host.Xml("one") }, Host.Call));
        var won = 0;
        using var barrier = new Barrier(4, _ => Host.Run(_host.Domains.ResumeAsync(self, Host.Call)));
        using var broken = new CancellationTokenSource();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Factory.StartNew(
            Race, broken.Token, TaskCreationOptions.LongRunning, TaskScheduler.Default)));

        Assert.Equal(Rounds, won);
        Assert.Equal(1 + (2 * Rounds), _host.Events.Take().Count);

        void Race()
        {
            for (var round = 0; round < Rounds; round++)
            {
                try
                {
                    Host.Run(_host.Domains.SuspendAsync(self, Host.Call));
                    Interlocked.Increment(ref won);
                }
                catch (InvalidDomainStateException)
                {
                }
                catch
                {
                    // The others must not wait for this one for ever.
                    broken.Cancel();
                    throw;
                }

                barrier.SignalAndWait(broken.Token);
            }
        }
    }

    private void Call(Random random)
    {
        var name = "vm" + random.Next(5);
        var self = DomainRef.ByName(name);
        switch (random.Next(9))
        {
            case 0:
                Host.Run(_host.Domains.DefineAsync(new() { Xml = Host.Xml(name) }, Host.Call));
                break;
            case 1:
                Host.Run(_host.Domains.CreateXmlAsync(new() { Xml = Host.Xml(name), Paused = random.Next(2) == 0 }, Host.Call));
                break;
            case 2:
                Host.Run(_host.Domains.CreateAsync(new() { Self = self }, Host.Call));
                break;
            case 3:
                Host.Run(_host.Domains.SuspendAsync(self, Host.Call));
                break;
            case 4:
                Host.Run(_host.Domains.ResumeAsync(self, Host.Call));
                break;
            case 5:
                Host.Run(_host.Domains.DestroyAsync(new() { Self = self }, Host.Call));
                break;
            case 6:
                Host.Run(_host.Domains.UndefineAsync(new() { Self = self }, Host.Call));
                break;
            case 7:
                Host.Run(_host.Domains.RenameAsync(new() { Self = self, Name = "vm" + random.Next(5) }, Host.Call));
                break;
            default:
                Host.Run(_host.Domains.ListAsync(new() { Limit = 2 }, Host.Call));
                break;
        }
    }
}
