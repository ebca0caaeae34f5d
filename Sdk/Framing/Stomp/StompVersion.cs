using System.Text;

namespace Virtwire.Sdk.Framing.Stomp;

/// <summary>The versions of STOMP that are spoken here, oldest first.</summary>
internal enum StompVersion
{
    /// <summary>STOMP 1.0: no escapes, and white space around a header's value means nothing.</summary>
    V10,

    /// <summary>STOMP 1.1: escapes in headers, heart-beats, NACK.</summary>
    V11,

    /// <summary>STOMP 1.2: lines may end with CR LF, and a CR has an escape.</summary>
    V12,
}

/// <summary>Names of versions, and which of them two sides speak.</summary>
internal static class StompVersions
{
    /// <summary>All of them, as the header <c>accept-version</c> names them.</summary>
    public const string All = "1.0,1.1,1.2";

    /// <summary>The version as it stands on the wire.</summary>
    public static string Name(this StompVersion version) => version switch
    {
        StompVersion.V10 => "1.0",
        StompVersion.V11 => "1.1",
        _ => "1.2",
    };

    /// <summary>The version of that name.</summary>
    public static bool TryParse(ReadOnlySpan<byte> name, out StompVersion version)
    {
        var digit = name is [(byte)'1', (byte)'.', var minor] ? minor - '0' : -1;
        version = (StompVersion)digit;
        return digit is >= 0 and <= 2;
    }

    /// <summary>The highest version of a list such as <c>1.0,1.2</c> that is spoken here; false where there is none.</summary>
    public static bool TryPick(ReadOnlySpan<byte> accepted, out StompVersion version)
    {
        StompVersion? best = null;
        foreach (var part in accepted.Split((byte)','))
        {
            if (TryParse(accepted[part].Trim(" \t\r"u8), out var offered) && !(best >= offered))
                best = offered;
        }

        version = best ?? default;
        return best is not null;
    }

    /// <summary>The version's name in UTF-8.</summary>
    public static byte[] NameBytes(this StompVersion version) => Encoding.ASCII.GetBytes(version.Name());
}
