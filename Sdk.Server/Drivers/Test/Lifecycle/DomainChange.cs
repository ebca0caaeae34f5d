namespace Virtwire.Sdk.Server.Drivers.Test.Lifecycle;

/// <summary>Something that has happened to a domain, and that is told as an event.</summary>
/// <param name="Subject">The domain, under the name that it had when this happened.</param>
internal abstract record DomainChange(DomainRef Subject)
{
    /// <summary>Tells the event.</summary>
    public abstract void Publish(IEventSink events);

    /// <summary>It came into a state.</summary>
    internal sealed record StateChanged(DomainRef Subject, DomainState State, DomainStateReason Reason) : DomainChange(Subject)
    {
        public override void Publish(IEventSink events) =>
            events.Publish(HostApi.Domain.StateChanged, Subject, new DomainStateChangedData { State = State, Reason = Reason });
    }

    /// <summary>Long work on it has begun, become ready or ended.</summary>
    internal sealed record JobChanged(DomainRef Subject, DomainJobInfo Job) : DomainChange(Subject)
    {
        public override void Publish(IEventSink events) => events.Publish(HostApi.Domain.JobChanged, Subject, new DomainJobChangedData
        {
            Operation = Job.Operation!.Value,
            State = Job.State,
            Task = Job.Task,
            Disk = Job.Disk,
            Progress = Job.State == DomainJobState.Active ? null : Job.Progress,
        });
    }

    /// <summary>It has another persistent definition than before.</summary>
    internal sealed record Defined(DomainRef Subject, DomainDefinedReason Reason, string? OldName = null) : DomainChange(Subject)
    {
        public override void Publish(IEventSink events) =>
            events.Publish(HostApi.Domain.Defined, Subject, new DomainDefinedData { Reason = Reason, OldName = OldName });
    }

    /// <summary>It has lost its persistent definition or its name.</summary>
    internal sealed record Undefined(DomainRef Subject, DomainUndefinedReason Reason) : DomainChange(Subject)
    {
        public override void Publish(IEventSink events) =>
            events.Publish(HostApi.Domain.Undefined, Subject, new DomainUndefinedData { Reason = Reason });
    }

    /// <summary>Its guest has started anew.</summary>
    internal sealed record Rebooted(DomainRef Subject) : DomainChange(Subject)
    {
        public override void Publish(IEventSink events) =>
            events.Publish(HostApi.Domain.Rebooted, Subject, new DomainRebootedData());
    }

    /// <summary>Its activation has another amount of memory.</summary>
    internal sealed record MemoryChanged(DomainRef Subject, long Memory) : DomainChange(Subject)
    {
        public override void Publish(IEventSink events) =>
            events.Publish(HostApi.Domain.MemoryChanged, Subject, new DomainMemoryChangedData { Memory = Memory });
    }

    /// <summary>Its activation has another number of virtual processors.</summary>
    internal sealed record VcpusChanged(DomainRef Subject, int Vcpus) : DomainChange(Subject)
    {
        public override void Publish(IEventSink events) =>
            events.Publish(HostApi.Domain.VcpusChanged, Subject, new DomainVcpusChangedData { Vcpus = Vcpus });
    }
}
