namespace Virtwire.Sdk.Server.Drivers.Test.Jobs;

/// <summary>The errors of long work, in the simulator's words.</summary>
internal static class JobRefusals
{
    public static HostException InProgress(DomainRef domain, DomainJob job)
    {
        var (info, what) = (job.Info, job.Disk is { } disk ? $"Its disk {disk} is under the work of {job.Method}" : $"The work of {job.Method} on it is under way");
        return new OperationInProgressException(
            $"Domain '{domain.Name}' cannot be changed so now. {what}.",
            new OperationInProgressDetails { Operation = job.Method, Task = info.Task }).About(domain);
    }

    public static HostException Failed(DomainJob job, string why) => new DomainJobFailedException(
        $"The work of {job.Method} on domain '{job.Domain.Name}' was given up: {why}.",
        new DomainJobFailedDetails { Operation = job.Operation, Phase = job.Info.Progress!.Phase }).About(job.Domain);

    public static HostException Aborted(DomainJob job) => new CancelledException(
        $"The work of {job.Method} on domain '{job.Domain.Name}' was ended by {HostApi.Domain.AbortJob.Name}. The domain is as it was before.").About(job.Domain);

    public static HostException NoJob(DomainRef domain) =>
        new NoDomainJobException($"There is no work on domain '{domain.Name}' that could be ended.").About(domain);

    public static HostException NotReady(DomainJob job) => new BlockJobNotReadyException(
        $"The work of {job.Method} on disk {job.Disk} of domain '{job.Domain.Name}' is not ready: the new image does not hold all yet.",
        new BlockJobNotReadyDetails { Disk = job.Disk! }).About(job.Domain);

    public static HostException NoSavedState(string path) => new NoSavedStateException(
        $"The host has no saved state under '{path}'.", new NoSavedStateDetails { Path = path });

    public static HostException ManagedSaveExists(DomainRef domain, string consequence) => new DomainManagedSaveExistsException(
        $"Domain '{domain.Name}' has a managed save: {consequence}.").About(domain);

    public static HostException InvalidArgument(string parameter, string message) =>
        new InvalidArgumentException(message, new InvalidArgumentDetails { Parameter = parameter });
}
