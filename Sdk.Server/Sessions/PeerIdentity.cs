using Virtwire.Sdk.Server.Identities;

namespace Virtwire.Sdk.Server.Sessions;

/// <summary>Who is at the other end, as the transport proves it, and what it may do before any hello.</summary>
/// <param name="Name">The name: <c>uid:1000</c>, <c>cert:CN=node2</c>, <c>token:ci</c>, <c>anonymous</c>, <c>in-process</c>.</param>
/// <param name="Role">The role.</param>
/// <param name="EndPoint">Where it is, for logs.</param>
internal sealed record PeerIdentity(string Name, SessionRole Role, string EndPoint)
{
    /// <summary>The program itself.</summary>
    internal static PeerIdentity InProcess { get; } = new("in-process", SessionRole.Admin, "in-process");

    /// <summary>The holder of a token, at the same place.</summary>
    internal PeerIdentity With(TokenEntry token) => new("token:" + token.Id, token.Role, EndPoint);

    /// <summary>What the connection runs over: the scheme of <see cref="EndPoint"/>, or all of it where it has none.</summary>
    internal string Transport => EndPoint.IndexOf("://", StringComparison.Ordinal) is >= 0 and var end ? EndPoint[..end] : EndPoint;
}
