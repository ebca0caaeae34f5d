using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Virtwire.Sdk.Server.Identities;
using Virtwire.Sdk.Server.Sessions;
using Virtwire.Sdk.Transports;

namespace Virtwire.Sdk.Server.Listening;

/// <summary>Who a peer is, and what it may do, as its transport proves it.</summary>
/// <param name="Anonymous">The role of peers on loopback TCP, of whom nothing is known.</param>
/// <param name="OtherUsers">The role of other users on a unix socket; the server's own user and root are admin.</param>
/// <param name="Policy">What is said of single users, groups and certificates.</param>
internal sealed record IdentityPolicy(SessionRole Anonymous, SessionRole OtherUsers, AccessPolicy Policy)
{
    /// <summary>The identity of an accepted peer.</summary>
    internal PeerIdentity Identify(SocketTransport transport)
    {
        if (transport.Socket.AddressFamily != AddressFamily.Unix)
            return new PeerIdentity("anonymous", Anonymous, transport.EndPoint);
        if (PeerCredentials.UserOf(transport.Socket) is not { } user)
            return new PeerIdentity("unknown", SessionRole.None, transport.EndPoint);
        var usual = user == 0 || user == PeerCredentials.OwnUser ? SessionRole.Admin : OtherUsers;
        IReadOnlyList<uint> groups = Policy.Groups.Count > 0 && usual != SessionRole.Admin ? PeerCredentials.GroupsOf(transport.Socket) : [];
        return new PeerIdentity(string.Create(CultureInfo.InvariantCulture, $"uid:{user}"), Policy.RoleOf(user, groups, usual), transport.EndPoint);
    }

    /// <summary>The identity of a peer that came through TLS: the subject of its certificate, which the server's own authorities vouch for.</summary>
    internal static PeerIdentity Identify(TlsTransport transport, AccessPolicy policy)
    {
        if (transport.Stream.RemoteCertificate is not { } certificate)
            return new PeerIdentity("anonymous", SessionRole.None, transport.EndPoint);
        var role = policy.Certificates is { } rules
            ? CertificateRule.RoleOf(rules, new X509Certificate2(certificate).SubjectName) ?? SessionRole.None
            : SessionRole.Operate;
        return new PeerIdentity("cert:" + certificate.Subject, role, transport.EndPoint);
    }

    /// <summary>Refuses addresses that others can reach: there is no proof of who they are in clear text.</summary>
    /// <exception cref="InvalidOperationException">The address is not one of loopback.</exception>
    internal static void RequireSafe(ListenAddress address)
    {
        if (address is ListenAddress.TcpPort { IsTls: false } tcp && !IPAddress.IsLoopback(tcp.Address))
        {
            throw new InvalidOperationException(
                $"'{address}' would let other machines in without proof of who they are. "
                + "Clear text TCP is for loopback only: listen on tls:// with a certificate, on tcp://127.0.0.1 or on a unix socket.");
        }
    }
}
