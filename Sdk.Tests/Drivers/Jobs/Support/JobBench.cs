using System.Text.RegularExpressions;
using Virtwire.Sdk.Server;
using Virtwire.Sdk.Server.Drivers.Test.Objects;
using Virtwire.Sdk.Wire;
using Host = Virtwire.Sdk.Tests.Drivers.Support.SimulatedHost;

namespace Virtwire.Sdk.Tests.Drivers.Jobs.Support;

/// <summary>A simulated host whose long work can be held at each of its points, and run without a server.</summary>
internal sealed class JobBench
{
    private static readonly Regex Figures = new(@" \{.*\}");

    private int _tasks;

    public JobBench(IObjectKeeper? keeper = null, TimeProvider? time = null, JobPace? pace = null) =>
        Host = new Host(faults: Points, keeper: keeper, time: time, pace: pace);

    public HeldPoints Points { get; } = new();

    public Host Host { get; }

    /// <summary>Begins the work of a call, as the server would.</summary>
    public RunningJob Begin<TResult>(ValueTask<TaskWork<DomainJobProgress, TResult>> call)
        where TResult : IWireType<TResult>
    {
        var work = Host.Run(call);
        return new RunningJob($"t-{++_tasks}", async task => await work.RunAsync(task));
    }

    /// <summary>A running guest that is defined, or not.</summary>
    public DomainRef Start(string name, bool persistent = true, bool paused = false, string more = "")
    {
        DomainRef self;
        if (persistent)
        {
            self = Host.Run(Host.Domains.DefineAsync(new() { Xml = Host.Xml(name, more: more) }, Host.Call));
            Host.Run(Host.Domains.CreateAsync(new() { Self = self, Paused = paused }, Host.Call));
        }
        else
        {
            self = Host.Run(Host.Domains.CreateXmlAsync(new() { Xml = Host.Xml(name, more: more), Paused = paused }, Host.Call));
        }

        Host.Events.Take();
        return self;
    }

    /// <summary>The domain in a few words, and whether it has a managed save.</summary>
    public async Task<string> DescribeAsync(DomainRef self)
    {
        var text = await Host.DescribeAsync(self);
        return text != "gone" && Host.Run(Host.Domains.GetInfoAsync(self, Host.Call)).HasManagedSave == true ? text + " saved" : text;
    }

    /// <summary>What is told of the work on a domain: <c>save active t-1</c>, <c>none</c>.</summary>
    public string JobOf(DomainRef self, bool completed = false)
    {
        var info = Host.Run(Host.Domains.GetJobInfoAsync(new() { Self = self, Completed = completed }, Host.Call));
        return info.State == DomainJobState.None ? "none" : $"{info.Operation} {info.State} {info.Task}";
    }

    /// <summary>The events since the last call, without the progress that an end tells.</summary>
    public IReadOnlyList<string> Events() => [.. Host.Events.Take().Select(static told => Figures.Replace(told, ""))];
}

/// <summary>Work that was begun.</summary>
internal sealed class RunningJob
{
    private readonly Func<Task> _cancel;
    private readonly List<DomainJobProgress> _told = [];

    public RunningJob(string id, Func<TaskContext<DomainJobProgress>, Task<object>> run)
    {
        var cancel = new CancellationTokenSource();
        _cancel = cancel.CancelAsync;
        Done = Task.Run(() => run(new TaskContext<DomainJobProgress>(id, Report, cancel.Token)));
    }

    /// <summary>Its end, and its result.</summary>
    public Task<object> Done { get; }

    /// <summary>All that it has told of how far it is.</summary>
    public IReadOnlyList<DomainJobProgress> Told
    {
        get
        {
            lock (_told)
                return [.. _told];
        }
    }

    public async Task<T> ResultAsync<T>() => (T)await Done.WaitAsync(TestContext.Current.CancellationToken);

    public Task CancelAsync() => _cancel();

    /// <summary>Its error.</summary>
    public async Task<Exception> FailureAsync()
    {
        await Done.ContinueWith(static _ => { }, TestContext.Current.CancellationToken, TaskContinuationOptions.None, TaskScheduler.Default);
        return (await Record.ExceptionAsync(() => Done))!;
    }

    private void Report(DomainJobProgress progress)
    {
        lock (_told)
            _told.Add(progress);
    }
}
