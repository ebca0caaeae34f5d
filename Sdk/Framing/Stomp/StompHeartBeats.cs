using System.Globalization;

namespace Virtwire.Sdk.Framing.Stomp;

/// <summary>What one side says of its heart-beats: the header <c>heart-beat</c>.</summary>
/// <param name="Sends">How often it can send at least, in milliseconds; 0 when it cannot.</param>
/// <param name="Wants">How often it wants to hear something at least, in milliseconds; 0 when it does not care.</param>
internal readonly record struct StompHeartBeats(int Sends, int Wants)
{
    // Nobody waits for years: what is longer is as good as this.
    private const int Longest = 1_000_000_000;

    /// <summary>Reads the header's value; an absent one, empty here, is 0,0.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out StompHeartBeats beats)
    {
        beats = default;
        if (text.IsEmpty)
            return true;
        var comma = text.IndexOf((byte)',');
        if (comma < 0 || !TryParseTime(text[..comma], out var sends) || !TryParseTime(text[(comma + 1)..], out var wants))
            return false;
        beats = new StompHeartBeats(sends, wants);
        return true;
    }

    /// <summary>How often this side must send something, in milliseconds; 0 for never.</summary>
    /// <param name="peer">What the other side said.</param>
    public int SendEvery(StompHeartBeats peer) => Agreed(Sends, peer.Wants);

    /// <summary>How often this side can expect something, in milliseconds; 0 for never.</summary>
    /// <param name="peer">What the other side said.</param>
    public int ExpectEvery(StompHeartBeats peer) => Agreed(peer.Sends, Wants);

    /// <summary>The header's value.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Sends},{Wants}");

    private static int Agreed(int sends, int wants) => sends == 0 || wants == 0 ? 0 : Math.Max(sends, wants);

    private static bool TryParseTime(ReadOnlySpan<byte> text, out int milliseconds)
    {
        text = text.Trim(" \t"u8);
        milliseconds = 0;
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
            return false;
        milliseconds = (int)Math.Min(value, Longest);
        return true;
    }
}
