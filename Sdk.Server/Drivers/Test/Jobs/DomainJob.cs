using System.Diagnostics.CodeAnalysis;

namespace Virtwire.Sdk.Server.Drivers.Test.Jobs;

/// <summary>
/// Long work on a domain or on one of its disks: how far it is, and whether it shall stop. The domain holds it while it is under way, and
/// by that it refuses the calls that would disturb it. Safe from any thread.
/// </summary>
[SuppressMessage("Reliability", "CA1001", Justification = "A token source without timers and links holds nothing to dispose of.")]
internal sealed class DomainJob
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<bool> _conclusion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TimeProvider _time;
    private readonly long _began;
    private DomainJobInfo _info;
    private HostException? _end;

    /// <summary>Work that is about to begin.</summary>
    /// <param name="method">The method that begins it.</param>
    /// <param name="operation">What it is for.</param>
    /// <param name="time">The clock.</param>
    public DomainJob(MethodDescriptor method, DomainJobOperation operation, TimeProvider time)
    {
        Method = method.Name;
        Operation = operation;
        _time = time;
        _began = time.GetTimestamp();
        _info = new DomainJobInfo
        {
            State = DomainJobState.Active,
            Operation = operation,
            Progress = new DomainJobProgress
            {
                Phase = "begin",
                Percent = 0,
                DataTotal = 0,
                DataProcessed = 0,
                DataRemaining = 0,
                TimeElapsed = TimeSpan.Zero,
            },
        };
    }

    /// <summary>The method that began it.</summary>
    public string Method { get; }

    /// <summary>What it is for.</summary>
    public DomainJobOperation Operation { get; }

    /// <summary>The calls that the domain serves meanwhile.</summary>
    public DomainCalls Allows { get; set; } = DomainCalls.Destroy;

    /// <summary>The target of the disk that it is about; null where it is about the domain.</summary>
    public string? Disk
    {
        get => Info.Disk;
        init
        {
            _info = _info with { Disk = value };
            Disks = value is null ? [] : [value];
        }
    }

    /// <summary>The targets of the disks that must stay as they are meanwhile. Given with its beginning.</summary>
    public IReadOnlyCollection<string> Disks { get; set; } = [];

    /// <summary>
    /// Whether another host may have let the guest run: then the domain is held, active or not, until that host has said so or not.
    /// </summary>
    public bool IsInDoubt { get; set; }

    /// <summary>The domain that it is about. Given with its beginning.</summary>
    public DomainRef Domain { get; set; }

    /// <summary>Where it stands.</summary>
    public DomainJobInfo Info
    {
        get
        {
            var info = Volatile.Read(ref _info);
            return HasEnded ? info : info with { Progress = info.Progress! with { TimeElapsed = _time.GetElapsedTime(_began) } };
        }
    }

    /// <summary>Whether it has ended, one way or another.</summary>
    public bool HasEnded
    {
        get
        {
            var state = Volatile.Read(ref _info).State;
            return state != DomainJobState.Active && state != DomainJobState.Ready;
        }
    }

    /// <summary>Asks it to stop.</summary>
    public CancellationToken Stopping => _stopping.Token;

    /// <summary>Why it was asked to stop, as its task's error; null while it was not.</summary>
    public HostException? StopReason => Volatile.Read(ref _end);

    /// <summary>Completes when it has ended and all is as it should be.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Completes when somebody says how a job that is ready ends: with true on the new image, else on the old one.</summary>
    public Task<bool> Conclusion => _conclusion.Task;

    /// <summary>Says how a job that is ready ends; what was said first stands.</summary>
    public void Conclude(bool pivot) => _conclusion.TrySetResult(pivot);

    /// <summary>Changes what is told of it.</summary>
    public DomainJobProgress Update(Func<DomainJobInfo, DomainJobInfo> change)
    {
        DomainJobInfo before;
        do
            before = Volatile.Read(ref _info);
        while (Interlocked.CompareExchange(ref _info, change(before), before) != before);
        return Info.Progress!;
    }

    /// <summary>Asks it to stop; what it was asked first stands.</summary>
    /// <param name="reason">Why.</param>
    public void Stop(HostException reason)
    {
        // What listens to the token must not run under the host's lock.
        if (Interlocked.CompareExchange(ref _end, reason, null) is null)
            _ = _stopping.CancelAsync();
    }

    /// <summary>Writes down how it ended.</summary>
    public DomainJobInfo End(DomainJobState state)
    {
        var elapsed = _time.GetElapsedTime(_began);
        Update(info => info with { State = state, Progress = info.Progress! with { TimeElapsed = elapsed } });
        return Info;
    }

    /// <summary>Lets go who waits for its end.</summary>
    public void Release() => _ended.TrySetResult();
}
