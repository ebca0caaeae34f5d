namespace Virtwire.Sdk.Server.Dispatch;

/// <summary>Something for a worker thread to run.</summary>
internal abstract class WorkItem
{
    /// <summary>Runs it. Must not throw.</summary>
    internal abstract void Run();
}
