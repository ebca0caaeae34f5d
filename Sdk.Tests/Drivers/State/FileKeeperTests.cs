using System.Collections.Immutable;
using System.Runtime.Versioning;
using Microsoft.Extensions.Logging.Abstractions;
using Virtwire.Sdk.Server.Drivers.Test.Objects;
using Virtwire.Sdk.Server.Drivers.Test.State;
using Virtwire.Sdk.Server.Files;
using Virtwire.Sdk.Tests.Rpc.Support;
using Virtwire.Sdk.Tests.Server.Files;

namespace Virtwire.Sdk.Tests.Drivers.State;

/// <summary>The keeper by itself: what comes back, what is refused, and what is told when nothing can be written.</summary>
public sealed class FileKeeperTests : IDisposable
{
    private const string Kind = "domains";

    private static readonly KeptObject Kept = new("<domain name='ü'/>")
    {
        Autostart = true,
        Active = true,
        Marks = ImmutableSortedDictionary<string, string>.Empty.Add("snapshots", "{\"a\":1}"),
    };

    private readonly TemporaryDirectory _home = new();
    private readonly ManualTime _time = new();
    private readonly FailingFiles _files = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _home.Dispose();

    [Theory]
    [InlineData("6695eb01-f6a4-8304-79aa-97f2502e193f")]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("web.json.new")]
    [InlineData("üß 🖥")]
    [InlineData("")]
    public Task What_was_kept_comes_back_whatever_its_key(string key) => ComesBackAsync(key);

    [Fact]
    public async Task Keys_may_be_longer_than_the_names_of_files()
    {
        await ComesBackAsync(new string('a', 1000) + "1");
        Assert.Equal(2, await CountAsync(new string('a', 1000) + "2"));
    }

    [Fact]
    public async Task What_was_removed_does_not_come_back()
    {
        await using (var keeper = Open())
        {
            await keeper.KeepAsync(Kind, "a", Kept);
            await keeper.KeepAsync(Kind, "b", Kept);
            keeper.Begun();
            await keeper.KeepAsync(Kind, "a", null);
        }

        await using var later = Open();
        Assert.Equal(["b"], later.Load(Kind).Keys);
    }

    [Fact]
    public async Task A_host_that_was_killed_at_its_first_start_begins_anew()
    {
        await using (var keeper = Open())
            await keeper.KeepAsync(Kind, "a", Kept);

        await using var later = Open();
        Assert.True(later.IsFresh);
        later.Begun();

        await using var last = Open();
        Assert.False(last.IsFresh);
        Assert.Empty(last.Load(Kind));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task Files_are_for_their_owner_only()
    {
        await KeepOneAsync();
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(PathOf("a.json")));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_home.Of("objects", Kind)));
    }

    [Theory]
    [InlineData("a.json", "")]
    [InlineData("a.json", "{}")]
    [InlineData("a.json", "half")]
    [InlineData("a.json", "flip")]
    [InlineData("a.json", "other")]
    [InlineData("b.json", "same")]
    [InlineData("a.json.bak", "same")]
    [InlineData("README", "Hello.")]
    public async Task A_file_that_is_not_what_it_must_be_is_named_and_refused(string name, string content)
    {
        await KeepOneAsync();
        var good = await File.ReadAllTextAsync(PathOf("a.json"), Cancel);
        await File.WriteAllTextAsync(
            PathOf(name),
            content switch
            {
                "half" => good[..(good.Length / 2)],
                "flip" => good.Replace("\"autostart\":true", "\"autostart\":null", StringComparison.Ordinal),
                "other" => System.Text.Encoding.UTF8.GetString(ObjectFile.Write(new ObjectChange("networks", "a", Kept))),
                "same" => good,
                _ => content,
            },
            Cancel);

        await using var keeper = Open();
        var refused = Assert.Throws<IOException>(() => keeper.Load(Kind));
        Assert.Contains($"'{PathOf(name)}'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Objects_of_a_kind_that_nobody_knows_are_not_passed_over()
    {
        await KeepOneAsync();
        await using var keeper = Open();
        var refused = Assert.Throws<IOException>(keeper.Begun);
        Assert.Contains($"'{_home.Of("objects", Kind)}'", refused.Message, StringComparison.Ordinal);
        keeper.Load(Kind);
        keeper.Begun();
    }

    [Fact]
    public async Task A_change_that_cannot_be_written_is_told_and_written_later()
    {
        await KeepOneAsync();
        await using (var keeper = Open())
        {
            _files.From = _files.Steps;
            var told = await Assert.ThrowsAsync<StateNotKeptException>(async () => await keeper.KeepAsync(Kind, "b", Kept));
            Assert.Contains("No space left on device", told.Message, StringComparison.Ordinal);
            Assert.True(told.Applied);
            Assert.False(File.Exists(PathOf("b.json")));

            _files.From = null;
            _time.Advance(GroupCommit<ObjectChange>.RetryAfter);
            await keeper.KeepAsync(Kind, "c", Kept);
        }

        await using var later = Open();
        Assert.Equal(["a", "b", "c"], later.Load(Kind).Keys.Order());
    }

    [Fact]
    public async Task A_host_whose_first_objects_cannot_be_written_does_not_begin()
    {
        await using var keeper = Open();
        _files.From = _files.Steps;
        var kept = keeper.KeepAsync(Kind, "a", Kept).AsTask();
        await Assert.ThrowsAsync<StateNotKeptException>(() => kept);
        var refused = Assert.Throws<IOException>(keeper.Begun);
        Assert.Contains(_home.Path, refused.Message, StringComparison.Ordinal);
    }

    private FileKeeper Open() => FileKeeper.Open(_home.Path, _files, _time, NullLogger.Instance);

    private string PathOf(string name) => _home.Of("objects", Kind, name);

    private async Task KeepOneAsync()
    {
        await using var keeper = Open();
        await keeper.KeepAsync(Kind, "a", Kept);
        keeper.Begun();
    }

    private async Task ComesBackAsync(string key)
    {
        await using (var keeper = Open())
        {
            await keeper.KeepAsync(Kind, key, Kept with { Document = "before" });
            await keeper.KeepAsync(Kind, key, Kept);
            keeper.Begun();
        }

        await using var later = Open();
        Assert.Equal(Kept, Assert.Single(later.Load(Kind), pair => pair.Key == key).Value);
    }

    private async Task<int> CountAsync(string key)
    {
        await using var keeper = Open();
        await keeper.KeepAsync(Kind, key, Kept);
        return keeper.Load(Kind).Count;
    }
}
