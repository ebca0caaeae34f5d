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

    /// <summary>Another pass over its memory begins.</summary>
    internal sealed record MigrationIteration(DomainRef Subject, int Iteration) : DomainChange(Subject)
    {
        public override void Publish(IEventSink events) =>
            events.Publish(HostApi.Domain.MigrationIteration, Subject, new DomainMigrationIterationData { Iteration = Iteration });
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

    /// <summary>Its activation's processors are shared out or pinned in another way.</summary>
    internal sealed record TuningChanged(DomainRef Subject, IReadOnlyDictionary<string, string> Parameters) : DomainChange(Subject)
    {
        public override void Publish(IEventSink events) =>
            events.Publish(HostApi.Domain.TuningChanged, Subject, new DomainTuningChangedData { Parameters = Parameters });
    }

    /// <summary>A device was plugged into its activation.</summary>
    internal sealed record DeviceAdded(DomainRef Subject, DomainDevice Device) : DomainChange(Subject)
    {
        public override void Publish(IEventSink events) =>
            events.Publish(HostApi.Domain.DeviceAdded, Subject, new DomainDeviceAddedData { Device = Device });
    }

    /// <summary>A device was taken out of its activation.</summary>
    internal sealed record DeviceRemoved(DomainRef Subject, DomainDevice Device) : DomainChange(Subject)
    {
        public override void Publish(IEventSink events) =>
            events.Publish(HostApi.Domain.DeviceRemoved, Subject, new DomainDeviceRemovedData { Device = Device });
    }

    /// <summary>A device of its activation is another than it was.</summary>
    internal sealed record DeviceUpdated(DomainRef Subject, DomainDevice Device) : DomainChange(Subject)
    {
        public override void Publish(IEventSink events) =>
            events.Publish(HostApi.Domain.DeviceUpdated, Subject, new DomainDeviceUpdatedData { Device = Device });
    }

    /// <summary>A disk of its activation has another size.</summary>
    internal sealed record BlockResized(DomainRef Subject, string Disk, long Capacity) : DomainChange(Subject)
    {
        public override void Publish(IEventSink events) =>
            events.Publish(HostApi.Domain.BlockResized, Subject, new DomainBlockResizedData { Disk = Disk, Capacity = Capacity });
    }

    /// <summary>Its owner's texts or elements are others than before.</summary>
    internal sealed record MetadataChanged(DomainRef Subject, DomainMetadataType Type, string? Uri) : DomainChange(Subject)
    {
        public override void Publish(IEventSink events) =>
            events.Publish(HostApi.Domain.MetadataChanged, Subject, new DomainMetadataChangedData { Type = Type, Uri = Uri });
    }

    /// <summary>The agent inside its guest can be asked, or no longer.</summary>
    internal sealed record AgentStateChanged(DomainRef Subject, AgentState State, AgentStateReason Reason) : DomainChange(Subject)
    {
        public override void Publish(IEventSink events) =>
            events.Publish(HostApi.Domain.AgentStateChanged, Subject, new DomainAgentStateChangedData { State = State, Reason = Reason });
    }
}
