using Xunit.Sdk;

namespace Virtwire.Sdk.Tests.Support;

public sealed class GoldenTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("virtwire-golden-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_same_text_matches()
    {
        var path = Approve("one.txt", "first\nsecond\n");
        Golden.Matches(path, "first\nsecond\n", update: false);
    }

    [Theory]
    [InlineData("first\nsecnd\n", "- second\n+ secnd")]
    [InlineData("first\n", "- second")]
    [InlineData("first\nsecond", "second")]
    [InlineData("first\r\nsecond\n", "+ first␍")]
    [InlineData("first\nsecond\nthird\n", "+ third")]
    [InlineData("", "- first")]
    public void A_mutation_fails_and_is_shown(string mutated, string shown)
    {
        var path = Approve("one.txt", "first\nsecond\n");
        var failure = Assert.Throws<FailException>(() => Golden.Matches(path, mutated, update: false));
        Assert.Contains(shown, failure.Message, StringComparison.Ordinal);
        Assert.Equal("first\nsecond\n", File.ReadAllText(path));
    }

    [Fact]
    public void A_file_that_was_never_approved_fails() =>
        Assert.Throws<FailException>(() => Golden.Matches(Path.Combine(_folder, "none.txt"), "text", update: false));

    [Fact]
    public void An_update_writes_the_file()
    {
        var path = Path.Combine(_folder, "sub", "new.txt");
        Golden.Matches(path, "text\n", update: true);
        Golden.Matches(path, "text\n", update: false);
    }

    [Fact]
    public void A_folder_matches_by_its_texts_and_by_its_set_of_files()
    {
        Approve("a.txt", "a");
        Approve("b.txt", "b");
        Approve("input.json", "{}");
        Golden.FolderMatches(_folder, new Dictionary<string, string> { ["a.txt"] = "a", ["b.txt"] = "b" }, IsGolden, update: false);
        Fails([("a.txt", "a")]);
        Fails([("a.txt", "a"), ("b.txt", "B")]);
        Fails([("a.txt", "a"), ("b.txt", "b"), ("c.txt", "c")]);

        Golden.FolderMatches(_folder, new Dictionary<string, string> { ["c.txt"] = "c" }, IsGolden, update: true);
        Assert.Equal(["c.txt", "input.json"], Directory.GetFiles(_folder).Select(Path.GetFileName).Order());

        static bool IsGolden(string name) => name.EndsWith(".txt", StringComparison.Ordinal);
        void Fails((string Name, string Text)[] files) => Assert.Throws<FailException>(
            () => Golden.FolderMatches(_folder, files.ToDictionary(f => f.Name, f => f.Text), IsGolden, update: false));
    }

    private string Approve(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
