using System.Text;
using Virtwire.Sdk.Framing;

namespace Virtwire.Sdk.Tests.Framing;

/// <summary>Shows a framing bytes as they arrive, and writes down what it finds.</summary>
internal static class FrameFeed
{
    public const string TooLarge = "(too large)";

    /// <summary>All bytes at once.</summary>
    public static string[] Whole(MessageFraming framing, ReadOnlySpan<byte> bytes) => InPieces(framing, bytes, []);

    /// <summary>The bytes cut at each of the offsets.</summary>
    public static string[] InPieces(MessageFraming framing, ReadOnlySpan<byte> bytes, IReadOnlyList<int> cuts)
    {
        var found = new List<string>();
        var consumed = 0;
        foreach (var until in (IEnumerable<int>)[.. cuts.Order(), bytes.Length])
        {
            if (!Read(framing, bytes[..until], end: false, ref consumed, found))
                return [.. found];
        }

        Read(framing, bytes, end: true, ref consumed, found);
        return [.. found];
    }

    /// <summary>What is found must not depend on where the bytes are cut: into two at every offset, and into single bytes.</summary>
    public static void AssertSameForEverySplit(Func<MessageFraming> framing, byte[] bytes, params string[] expected)
    {
        Assert.Equal(expected, Whole(framing(), bytes));
        for (var cut = 0; cut <= bytes.Length; cut++)
            Assert.Equal(expected, InPieces(framing(), bytes, [cut]));
        Assert.Equal(expected, InPieces(framing(), bytes, [.. Enumerable.Range(0, bytes.Length)]));
    }

    private static bool Read(MessageFraming framing, ReadOnlySpan<byte> bytes, bool end, ref int consumed, List<string> found)
    {
        while (true)
        {
            var unread = bytes[consumed..];
            var read = framing.Read(unread, end);
            consumed += read.Consumed;
            switch (read.Status)
            {
                case FrameStatus.Frame:
                    found.Add(Encoding.UTF8.GetString(unread.Slice(read.Start, read.Length)));
                    break;
                case FrameStatus.TooLarge:
                    found.Add(TooLarge);
                    break;
                case FrameStatus.Broken:
                    found.Add($"({read.Fault})");
                    return false;
                default:
                    Assert.True(bytes.Length - consumed < framing.MaxUnreadBytes, "There must be room for one byte more.");
                    Assert.True(read.Wanted <= framing.MaxUnreadBytes);
                    return true;
            }
        }
    }
}
