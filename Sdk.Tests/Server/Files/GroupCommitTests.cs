using Virtwire.Sdk.Server.Files;
using Virtwire.Sdk.Tests.Rpc.Support;

namespace Virtwire.Sdk.Tests.Server.Files;

public sealed class GroupCommitTests
{
    private readonly ManualTime _time = new();
    private readonly List<string> _written = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_comes_while_it_writes_is_written_together()
    {
        using var writing = new SemaphoreSlim(0);
        using var mayEnd = new SemaphoreSlim(0);
        await using var commit = new GroupCommit<int>(
            changes =>
            {
                writing.Release();
                mayEnd.Wait(Cancel);
                Note(changes);
            },
            _time);
        var first = commit.Add(1);
        await writing.WaitAsync(Cancel);
        var others = (Task<Exception?>[])[commit.Add(2), commit.Add(3)];
        Assert.False(first.IsCompleted);
        mayEnd.Release();
        Assert.Null(await first.WaitAsync(Cancel));
        Assert.All(others, static other => Assert.False(other.IsCompleted));
        mayEnd.Release();
        Assert.All(await Task.WhenAll(others).WaitAsync(Cancel), Assert.Null);
        Assert.Equal(["1", "2 3"], _written);
    }

    [Fact]
    public async Task A_failure_is_told_and_tried_again_by_itself()
    {
        var failure = new IOException("full");
        var fails = true;
        using var tried = new SemaphoreSlim(0);
        await using var commit = new GroupCommit<int>(
            changes =>
            {
                Note(changes);
                tried.Release();
                if (fails)
                    throw failure;
            },
            _time);
        Assert.Same(failure, await commit.Add(1).WaitAsync(Cancel));
        await tried.WaitAsync(Cancel);

        _time.Advance(GroupCommit<int>.RetryAfter);
        await tried.WaitAsync(Cancel);
        Assert.Same(failure, await commit.Add(2).WaitAsync(Cancel));
        await tried.WaitAsync(Cancel);

        fails = false;
        Assert.Null(await commit.Add(3).WaitAsync(Cancel));
        _time.Advance(GroupCommit<int>.RetryAfter);
        Assert.Null(await commit.Add(4).WaitAsync(Cancel));
        Assert.Equal(["1", "", "2", "3", "4"], _written);
    }

    [Fact]
    public async Task At_its_end_it_tries_once_more()
    {
        var commit = new GroupCommit<int>(
            changes =>
            {
                Note(changes);
                throw new IOException("full");
            },
            _time);
        await commit.Add(1).WaitAsync(Cancel);
        await commit.DisposeAsync();
        Assert.Equal(["1", ""], _written);
    }

    [Fact]
    public async Task What_it_is_writing_at_its_end_it_tries_once_more_too()
    {
        using var writing = new SemaphoreSlim(0);
        using var mayEnd = new SemaphoreSlim(0);
        var commit = new GroupCommit<int>(
            changes =>
            {
                Note(changes);
                writing.Release();
                mayEnd.Wait(Cancel);
                throw new IOException("full");
            },
            _time);
        var told = commit.Add(1);
        await writing.WaitAsync(Cancel);
        var ended = commit.DisposeAsync();
        mayEnd.Release(3);
        await ended;
        Assert.Equal("full", (await told)!.Message);
        Assert.Equal(["1", ""], _written);
        Assert.Equal(0, _time.SetTimers);
    }

    [Fact]
    public async Task What_comes_after_its_end_is_refused_and_not_written()
    {
        var commit = new GroupCommit<int>(Note, _time);
        await commit.DisposeAsync();
        Assert.Contains("has ended", (await commit.Add(1).WaitAsync(Cancel))!.Message, StringComparison.Ordinal);
        Assert.Empty(_written);
    }

    private void Note(IReadOnlyList<int> changes) => _written.Add(string.Join(' ', changes));
}
