namespace Virtwire.Sdk.Server.Tasks;

/// <summary>Where a task comes from.</summary>
/// <param name="Method">The method that began it.</param>
/// <param name="Owner">The identity that called it.</param>
/// <param name="TraceId">The trace that the call belonged to; null for none.</param>
internal sealed record TaskOrigin(MethodDescriptor Method, string Owner, string? TraceId);
