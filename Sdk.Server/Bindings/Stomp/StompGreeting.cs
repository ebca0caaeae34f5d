using Virtwire.Sdk.Framing.Stomp;
using Virtwire.Sdk.Server.Sessions;

namespace Virtwire.Sdk.Server.Bindings.Stomp;

/// <summary>What CONNECT agrees on.</summary>
/// <param name="Version">The version.</param>
/// <param name="Own">The server's heart-beats.</param>
/// <param name="Peer">The client's.</param>
/// <param name="SaysBeats">Whether the answer names heart-beats.</param>
internal sealed record StompGreeting(StompVersion Version, StompHeartBeats Own, StompHeartBeats Peer, bool SaysBeats)
{
    /// <summary>Reads CONNECT.</summary>
    /// <exception cref="StompFaultException">There is nothing to agree on, or the client is not who it says.</exception>
    internal static StompGreeting Read(StompHead head, Session session)
    {
        var version = StompVersion.V10;
        if (head.Has(StompHeaderName.AcceptVersion) && !StompVersions.TryPick(head.Raw(StompHeaderName.AcceptVersion), out version))
            throw new StompFaultException($"There is no version in common: {StompVersions.All} are spoken here.") { Versions = StompVersions.All };
        if (!StompHeartBeats.TryParse(head.Raw(StompHeaderName.HeartBeat), out var peer))
            throw new StompFaultException("The header 'heart-beat' is not of the form 'milliseconds,milliseconds'.");
        var passcode = head.Text(StompHeaderName.Passcode);
        Authenticate(session, version == StompVersion.V10 ? passcode?.Trim() : passcode);

        // The server is as quick as the client wants it, and expects it to be as quick as it can.
        var shortest = (int)session.Core.ShortestHeartBeat.TotalMilliseconds;
        var own = new StompHeartBeats(NotBelow(shortest, peer.Wants), NotBelow(shortest, peer.Sends));
        return new StompGreeting(version, own, peer, version > StompVersion.V10 || head.Has(StompHeaderName.HeartBeat));
    }

    // The one place where a passcode becomes an identity: it is what hello calls a token.
    private static void Authenticate(Session session, string? token)
    {
        if (string.IsNullOrEmpty(token))
            return;
        try
        {
            session.SignIn(token);
        }
        catch (HostException refusal)
        {
            session.Traced(refusal.ToPayload());
            throw new StompFaultException(refusal is LimitExceededException ? refusal.Message : "The passcode is not known here.");
        }
    }

    private static int NotBelow(int shortest, int wished) => wished == 0 ? 0 : Math.Max(wished, shortest);
}
