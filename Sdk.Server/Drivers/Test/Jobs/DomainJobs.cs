using Virtwire.Sdk.Server.Drivers.Test.Domains;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Server.Drivers.Test.Jobs;

/// <summary>Makes tasks of long work: whatever happens, a job ends once, and the domain is free afterwards.</summary>
internal sealed class DomainJobs(DomainStore store)
{
    /// <summary>A job that is about to begin.</summary>
    public DomainJob New(MethodDescriptor method, DomainJobOperation operation, DomainCalls allows = DomainCalls.Destroy, string? disk = null) =>
        new(method, operation, store.Simulation.Time) { Allows = allows, Disk = disk };

    /// <summary>The task of a job that the domain is under already.</summary>
    public TaskWork<DomainJobProgress, TResult> Task<TResult>(DomainJob job, JobPlan<TResult> plan)
        where TResult : IWireType<TResult> =>
        new TaskWork<DomainJobProgress, TResult>(task => RunAsync(job, plan, task))
            .About(job.Domain)
            .OrElse(() =>
            {
                _ = plan.Remove?.Invoke().AsTask();
                store.Abandon(job, plan.Undo);
            });

    /// <summary>Ends a job before it is done; returns when all is as it was before.</summary>
    public static async ValueTask AbortAsync(DomainJob job, CancellationToken cancellationToken)
    {
        job.Stop(JobRefusals.Aborted(job));
        await job.Ended.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Ends a job that is ready, on the new image or on the old one; returns when it has ended.</summary>
    public static async ValueTask ConcludeAsync(DomainJob job, bool pivot, CancellationToken cancellationToken)
    {
        job.Conclude(pivot);
        await job.Ended.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<TResult> RunAsync<TResult>(DomainJob job, JobPlan<TResult> plan, TaskContext<DomainJobProgress> task)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(task.CancellationToken, job.Stopping);
        try
        {
            store.TellBegun(job, task.Id);
            var run = new JobRun(store.Simulation, job, task.Report, either.Token);
            await run.EnterAsync("begin").ConfigureAwait(false);
            return await plan.Run(run).ConfigureAwait(false);
        }
        catch (Exception failure) when (!job.IsInDoubt && !job.HasEnded)
        {
            var reason = failure is OperationCanceledException && job.StopReason is { } stopped ? stopped : failure;
            var state = reason is OperationCanceledException or CancelledException ? DomainJobState.Cancelled : DomainJobState.Failed;
            try
            {
                if (plan.Remove is { } remove)
                    await IgnoreNotKeptAsync(remove()).ConfigureAwait(false);
            }
            finally
            {
                await IgnoreNotKeptAsync(store.GiveUpAsync(job, state, plan.Undo)).ConfigureAwait(false);
            }

            if (ReferenceEquals(reason, failure))
                throw;
            throw reason;
        }
        finally
        {
            // One in doubt ends when the other host has answered, which may be long after its task.
            if (!job.IsInDoubt)
                job.Release();
        }
    }

    // The keeper has told the log, and goes on trying. The task's error is why the work was given up.
    private static async ValueTask IgnoreNotKeptAsync(ValueTask kept)
    {
        try
        {
            await kept.ConfigureAwait(false);
        }
        catch (StateNotKeptException)
        {
        }
    }
}
