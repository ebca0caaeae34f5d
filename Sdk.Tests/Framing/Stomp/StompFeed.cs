using System.Text;
using Virtwire.Sdk.Framing;
using Virtwire.Sdk.Framing.Stomp;

namespace Virtwire.Sdk.Tests.Framing.Stomp;

/// <summary>Shows a reader of frames bytes as they arrive, and writes down what it finds: <c>SEND{a=b;c=d}body</c>, or the fault in brackets.</summary>
internal static class StompFeed
{
    /// <summary>A reader of small frames, by the rules of a version; null for none yet.</summary>
    public static StompReader Reader(string? version, bool ofServer = false)
    {
        var reader = new StompReader(ofServer, new StompLimits(BodyBytes: 24, Headers: 4, LineBytes: 40, HeadBytes: 100));
        if (version is not null)
            reader.Head.Version = Version(version);
        return reader;
    }

    /// <summary>The version of that name.</summary>
    public static StompVersion Version(string name)
    {
        Assert.True(StompVersions.TryParse(Encoding.ASCII.GetBytes(name), out var version));
        return version;
    }

    /// <summary>The bytes cut at each of the offsets.</summary>
    public static string[] InPieces(StompReader reader, ReadOnlySpan<byte> bytes, IReadOnlyList<int> cuts)
    {
        var found = new List<string>();
        var consumed = 0;
        foreach (var until in (IEnumerable<int>)[.. cuts.Order(), bytes.Length])
        {
            if (!Read(reader, bytes[..until], end: false, ref consumed, found))
                return [.. found];
        }

        Read(reader, bytes, end: true, ref consumed, found);
        return [.. found];
    }

    /// <summary>What is found must not depend on where the bytes are cut: into two at every offset, and into single bytes.</summary>
    public static void AssertSameForEverySplit(Func<StompReader> reader, byte[] bytes, params string[] expected)
    {
        Assert.Equal(expected, InPieces(reader(), bytes, []));
        for (var cut = 0; cut <= bytes.Length; cut++)
            Assert.Equal(expected, InPieces(reader(), bytes, [cut]));
        Assert.Equal(expected, InPieces(reader(), bytes, [.. Enumerable.Range(0, bytes.Length)]));
    }

    private static bool Read(StompReader reader, ReadOnlySpan<byte> bytes, bool end, ref int consumed, List<string> found)
    {
        while (true)
        {
            var unread = bytes[consumed..];
            var read = reader.Read(unread, end);
            consumed += read.Consumed;
            switch (read.Status)
            {
                case FrameStatus.Frame:
                    found.Add(Describe(reader.Head, unread.Slice(read.Start, read.Length)));
                    break;
                case FrameStatus.Broken:
                    found.Add($"({read.Fault})");
                    return false;
                default:
                    Assert.Equal(FrameStatus.NeedMore, read.Status);
                    Assert.True(bytes.Length - consumed < reader.MaxUnreadBytes, "There must be room for one byte more.");
                    Assert.True(read.Wanted <= reader.MaxUnreadBytes);
                    return true;
            }
        }
    }

    private static string Describe(StompHead head, ReadOnlySpan<byte> body)
    {
        var headers = Enumerable.Range(0, head.Count).Select(i => head.At(i)).Select(h => $"{h.Name}={h.Value}");
        return $"{head.Command.ToString().ToUpperInvariant()}{{{string.Join(';', headers)}}}{Encoding.UTF8.GetString(body)}";
    }
}
