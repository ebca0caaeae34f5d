namespace Virtwire.Sdk.Server.Tasks;

/// <summary>Where a task comes from.</summary>
/// <param name="Method">The name of the method that began it. The method itself may be gone when a later server tells of the task.</param>
/// <param name="Access">What that method asks of a caller, and so what ending the task does.</param>
/// <param name="Cancels">Whether that method allows its tasks to be cancelled.</param>
/// <param name="Owner">The identity that called it.</param>
/// <param name="TraceId">The trace that the call belonged to; null for none.</param>
internal sealed record TaskOrigin(string Method, MethodAccess Access, bool Cancels, string Owner, string? TraceId)
{
    /// <summary>The origin of a call's task.</summary>
    internal static TaskOrigin Of(MethodDescriptor method, string owner, string? traceId) =>
        new(method.Name, method.Access, method.CancelsTask, owner, traceId);
}
