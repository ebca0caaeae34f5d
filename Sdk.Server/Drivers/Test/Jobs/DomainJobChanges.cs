using Virtwire.Sdk.Server.Drivers.Test.Definitions;
using Virtwire.Sdk.Server.Drivers.Test.Domains;
using Virtwire.Sdk.Server.Drivers.Test.Lifecycle;

namespace Virtwire.Sdk.Server.Drivers.Test.Jobs;

/// <summary>The changes that long work makes to the domains of a store: its beginning, its steps and its end.</summary>
internal static class DomainJobChanges
{
    extension(DomainStore store)
    {
        /// <summary>Puts a job on a domain.</summary>
        /// <param name="reference">Which one.</param>
        /// <param name="job">The job.</param>
        /// <param name="begin">Refuses a domain that it is not for, and says what becomes of one that it is for.</param>
        /// <returns>The domain as the job finds it.</returns>
        /// <exception cref="OperationInProgressException">Another one is under way.</exception>
        public SimulatedDomain BeginJob(DomainRef reference, DomainJob job, JobStep begin)
        {
            lock (store.Simulation.Gate)
            {
                var domain = store.Require(reference);
                domain.RequireFree(DomainCalls.Work);
                var transition = begin(domain, store.Now);
                job.Domain = domain.Reference;
                var found = transition.Domain!.Under(job);
                _ = store.Put(domain, transition with { Domain = found }).AsTask();
                return found;
            }
        }

        /// <summary>Puts a job on a domain that comes from elsewhere: it is active, and stands still.</summary>
        /// <param name="definition">What it runs with.</param>
        /// <param name="job">The job that brings it.</param>
        /// <param name="reason">Why it stands still.</param>
        public SimulatedDomain BeginArrival(DomainDefinition definition, DomainJob job, DomainStateReason reason)
        {
            lock (store.Simulation.Gate)
            {
                var existing = store.FindHolder(definition);
                existing?.RequireFree(DomainCalls.Work);
                var transition = store.Activate(id => (existing ?? new SimulatedDomain()).Arrive(definition, id, reason, job));
                job.Domain = transition.Domain!.Reference;
                _ = store.Put(existing, transition).AsTask();
                return transition.Domain;
            }
        }

        /// <summary>Tells that a job is at work, with the id of its task.</summary>
        public void TellBegun(DomainJob job, string? task)
        {
            lock (store.Simulation.Gate)
            {
                job.Update(info => info with { Task = task });
                new DomainChange.JobChanged(job.Domain, job.Info).Publish(store.Simulation.Events);
            }
        }

        /// <summary>Tells that another pass over the memory of a guest begins, which goes to another host.</summary>
        public void TellIteration(DomainJob job, int iteration)
        {
            lock (store.Simulation.Gate)
                new DomainChange.MigrationIteration(job.Domain, iteration).Publish(store.Simulation.Events);
        }

        /// <summary>Puts a job of an earlier server on its domain again, if that is still there.</summary>
        public void Hold(DomainJob job)
        {
            lock (store.Simulation.Gate)
            {
                if (store.TryFind(job.Domain, out var domain))
                    _ = store.Put(domain, DomainTransition.To(domain.Under(job))).AsTask();
            }
        }

        /// <summary>Changes a domain as its job does.</summary>
        /// <exception cref="DomainJobFailedException">The guest has ended, and the job with it.</exception>
        public ValueTask ChangeUnderJobAsync(DomainJob job, JobStep change)
        {
            lock (store.Simulation.Gate)
            {
                var domain = RequireUnder(store, job);
                return store.Put(domain, change(domain, store.Now));
            }
        }

        /// <summary>Ends a job that has done its work: its last change and its end are one.</summary>
        /// <exception cref="DomainJobFailedException">The guest has ended, and the job with it.</exception>
        /// <exception cref="OperationCanceledException">It was told to stop before.</exception>
        public ValueTask EndJobAsync(JobRun run, JobStep change)
        {
            lock (store.Simulation.Gate)
            {
                var domain = RequireUnder(store, run.Job);
                run.Token.ThrowIfCancellationRequested();
                return CommitEnd(store, domain, run.Job, change(domain, store.Now), DomainJobState.Completed);
            }
        }

        /// <summary>Ends a job that has not done its work.</summary>
        /// <param name="job">The job.</param>
        /// <param name="state">How it ends.</param>
        /// <param name="undo">Puts the domain back as it was; not called where the guest has ended meanwhile.</param>
        public ValueTask GiveUpAsync(DomainJob job, DomainJobState state, JobStep? undo)
        {
            lock (store.Simulation.Gate)
            {
                if (store.TryFind(job.Domain, out var domain) && domain.IsUnder(job))
                    return CommitEnd(store, domain, job, undo?.Invoke(domain, store.Now) ?? DomainTransition.To(domain), state);
                new DomainChange.JobChanged(job.Domain, job.End(state)).Publish(store.Simulation.Events);
                return default;
            }
        }

        /// <summary>Takes a job away that was never begun.</summary>
        public void Abandon(DomainJob job, JobStep? undo)
        {
            lock (store.Simulation.Gate)
            {
                if (store.TryFind(job.Domain, out var domain) && domain.IsUnder(job))
                {
                    var transition = undo?.Invoke(domain, store.Now) ?? DomainTransition.To(domain);
                    _ = store.Put(domain, transition with { Domain = transition.Domain?.Without(job, domain.LastJob) }).AsTask();
                }
            }

            job.Release();
        }
    }

    private static SimulatedDomain RequireUnder(DomainStore store, DomainJob job) => store.TryFind(job.Domain, out var domain) && domain.IsUnder(job)
        ? domain
        : throw (job.StopReason ?? JobRefusals.Failed(job, "the domain has ended meanwhile"));

    private static ValueTask CommitEnd(DomainStore store, SimulatedDomain domain, DomainJob job, DomainTransition transition, DomainJobState state)
    {
        var ended = job.End(state);
        var told = new DomainChange.JobChanged(job.Domain, ended);
        return store.Put(domain, new DomainTransition(transition.Domain?.Without(job, ended), transition.Changes.Add(told)));
    }
}
