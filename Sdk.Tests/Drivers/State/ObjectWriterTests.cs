using Virtwire.Sdk.Server.Drivers.Test.Objects;
using Virtwire.Sdk.Server.Drivers.Test.State;
using Virtwire.Sdk.Server.Files;
using Virtwire.Sdk.Tests.Server.Files;

namespace Virtwire.Sdk.Tests.Drivers.State;

/// <summary>Every step of writing fails once, and the server dies there: what changed together is there as a whole or not at all.</summary>
public sealed class ObjectWriterTests : IDisposable
{
    private static readonly ObjectChange[] Before = [Domain("1", "web"), Domain("2", "db"), new("networks", "n", new KeptObject("net"))];

    // The name of one goes to another, and a third is gone: half of it would be two of one name.
    private static readonly ObjectChange[] After = [Domain("1", "old"), Domain("2", "web"), Domain("3", "db"), new("networks", "n", null)];

    private readonly List<TemporaryDirectory> _directories = [];

    public void Dispose() => _directories.ForEach(static directory => directory.Dispose());

    [Fact]
    public void A_server_that_dies_at_any_step_leaves_all_or_nothing()
    {
        var outcomes = new HashSet<string>();
        for (var step = 0; ; step++)
        {
            var root = Begin();
            var files = new FailingFiles { From = step };
            if (Try(new ObjectWriter(root, files), After) is null)
                break;
            new ObjectWriter(root, SystemFiles.Instance).Recover();
            outcomes.Add(Content(root));
        }

        Assert.Equal(new[] { Describe(Before), Describe(After[..3]) }.Order(), outcomes.Order());
    }

    [Fact]
    public void A_server_that_dies_while_it_recovers_recovers_later()
    {
        for (var step = 0; ; step++)
        {
            var root = Begin();

            // The commit is there, and nothing of it is done.
            SystemFiles.Instance.ReplaceDurably(Path.Combine(root, ObjectWriter.CommitName), ObjectFile.WriteCommit(After));
            var failure = Record.Exception(() => new ObjectWriter(root, new FailingFiles { From = step }).Recover());
            new ObjectWriter(root, SystemFiles.Instance).Recover();
            Assert.Equal(Describe(After[..3]), Content(root));
            if (failure is null)
                break;
        }
    }

    [Fact]
    public void What_failed_at_any_step_is_written_with_what_comes_next()
    {
        for (var step = 0; ; step++)
        {
            var root = Begin();
            var files = new FailingFiles { From = step };
            var writer = new ObjectWriter(root, files);
            var failure = Try(writer, After);
            files.From = null;
            writer.Write([Domain("3", "newest")]);
            Assert.Equal(Describe([.. After[..2], Domain("3", "newest")]), Content(root));
            if (failure is null)
                break;
        }
    }

    [Fact]
    public void A_commit_that_could_not_be_removed_never_brings_back_what_is_older()
    {
        for (var step = 0; ; step++)
        {
            // Fails at one step and all that follow, recovers, and fails again.
            var root = Begin();
            var files = new FailingFiles { From = step };
            var writer = new ObjectWriter(root, files);
            var failure = Try(writer, After);
            files.From = null;
            writer.Write([Domain("3", "newer")]);
            files.From = files.Steps + 3;
            _ = Try(writer, [Domain("3", "newest")]);
            new ObjectWriter(root, SystemFiles.Instance).Recover();
            Assert.Contains(Content(root), (string[])[Describe([.. After[..2], Domain("3", "newer")]), Describe([.. After[..2], Domain("3", "newest")])]);
            if (failure is null)
                break;
        }
    }

    [Fact]
    public void What_was_not_written_to_its_end_is_removed()
    {
        var root = Begin();
        var unready = Path.Combine(root, "domains", "1.json.new");
        File.WriteAllText(unready, "{");
        new ObjectWriter(root, SystemFiles.Instance).Recover();
        Assert.False(File.Exists(unready));
        Assert.Equal(Describe(Before), Content(root));
    }

    [Fact]
    public void A_damaged_commit_is_refused()
    {
        var root = Begin();
        File.WriteAllText(Path.Combine(root, ObjectWriter.CommitName), "{}");
        var refused = Assert.Throws<IOException>(() => new ObjectWriter(root, SystemFiles.Instance).Recover());
        Assert.Contains(Path.Combine(root, ObjectWriter.CommitName), refused.Message, StringComparison.Ordinal);
    }

    private static ObjectChange Domain(string key, string document) => new("domains", key, new KeptObject(document));

    private string Begin()
    {
        var directory = new TemporaryDirectory();
        _directories.Add(directory);
        new ObjectWriter(directory.Path, SystemFiles.Instance).Write(Before);
        return directory.Path;
    }

    private static Exception? Try(ObjectWriter writer, ObjectChange[] changes) => Record.Exception(() => writer.Write(changes));

    private static string Content(string root) => Describe(Directory.GetFiles(root, "*", SearchOption.AllDirectories)
        .Select(static path => ObjectFile.Read(File.ReadAllBytes(path))));

    private static string Describe(IEnumerable<ObjectChange> objects) =>
        string.Join(' ', objects.Select(static o => $"{o.Kind}/{o.Key}={o.Kept?.Document}").Order(StringComparer.Ordinal));
}
