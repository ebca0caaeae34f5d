using System.Diagnostics;

namespace Virtwire.Sdk.Framing;

/// <summary>
/// Counts the bytes that are copied from one buffer to another on the way of a message, for the tests that hold a call to its budget.
/// Debug builds only: others do not pay for it.
/// </summary>
internal static class Copies
{
    [ThreadStatic]
    private static long _ofThread;

    /// <summary>Whether anything is counted.</summary>
    public static bool AreCounted
    {
        get
        {
            var before = _ofThread;
            Count(1);
            var counted = _ofThread != before;
            _ofThread = before;
            return counted;
        }
    }

    /// <summary>The bytes that this thread has copied.</summary>
    public static long OfThread => _ofThread;

    /// <summary>Counts a copy.</summary>
    [Conditional("DEBUG")]
    public static void Count(int bytes) => _ofThread += bytes;
}
