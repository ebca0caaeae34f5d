namespace Virtwire.Sdk.Framing.Stomp;

/// <summary>How large a frame may be. What goes beyond ends the connection.</summary>
/// <param name="BodyBytes">The longest body.</param>
/// <param name="Headers">The most headers.</param>
/// <param name="LineBytes">The longest line of a head, its end not counted.</param>
/// <param name="HeadBytes">The longest head, the ends of its lines counted.</param>
internal sealed record StompLimits(int BodyBytes, int Headers = 100, int LineBytes = 8 * 1024, int HeadBytes = 64 * 1024);
