namespace Virtwire.Sdk;

/// <summary>
/// The server's word that events are missing: whoever keeps a copy of what they tell of must read it again. Only a server
/// declares a gap; a client never infers one.
/// </summary>
/// <param name="After">The last position before the gap; null where it is not known.</param>
/// <param name="Position">The position at which the events go on.</param>
/// <param name="Reason">Why they are missing.</param>
public sealed record EventGap(string? After, string Position, GapReason Reason);
