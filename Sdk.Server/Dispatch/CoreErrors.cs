namespace Virtwire.Sdk.Server.Dispatch;

/// <summary>Stands in for the emitted errors of core.json until they are there.</summary>
internal static class CoreErrors
{
    internal static readonly ErrorDescriptor Cancelled = new("Cancelled", 1);
    internal static readonly ErrorDescriptor DeadlineExceeded = new("DeadlineExceeded", 2);
    internal static readonly ErrorDescriptor NotSupportedByDriver = new("NotSupportedByDriver", 3);
    internal static readonly ErrorDescriptor LimitExceeded = new("LimitExceeded", 6);
}
