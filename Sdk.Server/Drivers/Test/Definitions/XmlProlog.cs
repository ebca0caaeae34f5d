namespace Virtwire.Sdk.Server.Drivers.Test.Definitions;

/// <summary>What stands before the root element of a document.</summary>
internal static class XmlProlog
{
    /// <summary>Where a document type declaration stands, line and column from 1; null where there is none.</summary>
    public static (int Line, int Column)? FindDocumentType(string text)
    {
        var at = 0;
        while (true)
        {
            at += text.AsSpan(at).IndexOfAnyExcept(" \t\r\n") is var blank and >= 0 ? blank : text.Length - at;
            var rest = text.AsSpan(at);
            if (rest.StartsWith("<!DOCTYPE"))
                return PositionOf(text.AsSpan(0, at));
            var close = rest.StartsWith("<?") ? "?>" : rest.StartsWith("<!--") ? "-->" : null;
            if (close is null || rest.IndexOf(close) is not (>= 0 and var end))
                return null;
            at += end + close.Length;
        }
    }

    private static (int Line, int Column) PositionOf(ReadOnlySpan<char> before)
    {
        var line = 1 + before.Count('\n') + before.Count('\r') - before.Count("\r\n");
        return (line, before.Length - before.LastIndexOfAny('\r', '\n'));
    }
}
