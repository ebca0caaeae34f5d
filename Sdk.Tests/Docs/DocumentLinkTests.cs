using System.Text.RegularExpressions;
using Virtwire.Sdk.Tests.Support;

namespace Virtwire.Sdk.Tests.Docs;

/// <summary>Links of the documents lead somewhere: to a file of the repository, and in it to a heading.</summary>
public partial class DocumentLinkTests
{
    public static TheoryData<string> Documents()
    {
        var root = Repository.Root;
        var files = Directory.EnumerateFiles(root, "*.md")
            .Concat(Directory.EnumerateFiles(Path.Combine(root, "docs"), "*.md", SearchOption.AllDirectories))
            .Concat(Directory.EnumerateFiles(Path.Combine(root, "schema"), "*.md"));
        return [.. files.Select(f => Path.GetRelativePath(root, f)).Order(StringComparer.Ordinal)];
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Links_lead_somewhere(string document)
    {
        var path = Path.Combine(Repository.Root, document);
        var broken = Link().Matches(Prose(path)).Select(m => m.Groups[1].Value).Where(link => !Leads(path, link)).ToList();
        Assert.Empty(broken);
    }

    [Fact]
    public void A_link_that_leads_nowhere_is_found()
    {
        var readme = Path.Combine(Repository.Root, "README.md");
        Assert.True(Leads(readme, "docs/protocol.md#hello"));
        Assert.False(Leads(readme, "docs/protocol.md#goodbye"));
        Assert.False(Leads(readme, "docs/no-such-page.md"));
    }

    /// <summary>Whether a link in a document leads to a file, and in it to a heading.</summary>
    internal static bool Leads(string from, string link)
    {
        if (link.Contains("://", StringComparison.Ordinal))
            return true;
        var parts = link.Split('#');
        var target = parts[0].Length == 0 ? from : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(from)!, parts[0]));
        if (!File.Exists(target) && !Directory.Exists(target))
            return false;
        return parts.Length == 1 || Headings(target).Contains(parts[1]);
    }

    // Anchors as the usual renderers make them of a heading.
    private static IEnumerable<string> Headings(string path) => Heading().Matches(Prose(path))
        .Select(m => NotInAnchors().Replace(m.Groups[1].Value.ToLowerInvariant(), "").Replace(' ', '-'));

    private static string Prose(string path) => Fenced().Replace(File.ReadAllText(path), "");

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("^#+ (.*)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex("^```.*?^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fenced();

    [GeneratedRegex(@"[^\p{L}\p{N} _-]")]
    private static partial Regex NotInAnchors();
}
