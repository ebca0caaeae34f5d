using Virtwire.Sdk.Server.Sessions;

namespace Virtwire.Sdk.Server.Listening;

/// <summary>
/// The connections of whom is not known yet who they are. There may be a limited number of them, so that those who have proved nothing never
/// keep out those who have.
/// </summary>
internal sealed class Strangers(ServerCore core)
{
    private int _count;

    private int Maximum => core.Limits.UnauthenticatedConnections;

    /// <summary>Counts one more; null where there are so many that it is not even to be told why it is refused.</summary>
    internal Stranger? Enter()
    {
        var count = Interlocked.Increment(ref _count);
        if (Maximum == 0 || count <= 2L * Maximum)
            return new Stranger(this);
        Leave();
        return null;
    }

    private void Leave() => Interlocked.Decrement(ref _count);

    private bool AreTooMany => Maximum > 0 && Volatile.Read(ref _count) > Maximum;

    /// <summary>One of them.</summary>
    internal sealed class Stranger(Strangers all)
    {
        private int _left;

        /// <summary>Why it cannot stay; null where it can, or is a stranger no more.</summary>
        internal HostException? Refusal => _left == 0 && all.AreTooMany
            ? new LimitExceededException(
                "There are too many connections here that have not shown who they are. Come back in a moment.",
                new LimitExceededDetails { Limit = "unauthenticatedConnections", Maximum = all.Maximum })
            : null;

        /// <summary>It is known now who it is, or it is gone.</summary>
        internal void Leave()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
                all.Leave();
        }
    }
}
