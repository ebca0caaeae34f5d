using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Virtwire.Sdk.Server.Files;
using Virtwire.Sdk.Server.Tasks;
using Virtwire.Sdk.Server.Tasks.Journal;
using Virtwire.Sdk.Tests.Conformance.Api;
using Virtwire.Sdk.Tests.Rpc.Support;
using Virtwire.Sdk.Tests.Server.Files;

namespace Virtwire.Sdk.Tests.Server.Tasks;

/// <summary>The journal by itself: what it says after an end of any kind, and that it does not grow.</summary>
public sealed class TaskJournalTests : IDisposable
{
    private const string Driver = "test:///default";

    private readonly TemporaryDirectory _directory = new();
    private readonly ManualTime _time = new();
    private readonly FailingFiles _files = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string JournalPath => _directory.Of("tasks.journal");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task What_has_ended_is_as_it_ended_and_the_rest_was_interrupted()
    {
        var completed = Record(1) with { Info = Info(1) with { State = TaskState.Completed, Result = JsonElement.Parse("""{"loaves":3}"""), Ended = _time.GetUtcNow() } };
        var failed = Record(2) with { Info = Info(2) with { State = TaskState.Failed, Error = new TaskError { Code = 5002, Message = "black" }, Ended = _time.GetUtcNow() } };
        await using (var journal = Open())
        {
            for (var number = 1; number <= 4; number++)
                await journal.WriteAsync(Record(number));
            await journal.WriteAsync(Record(5) with { Driver = "other:///" });
            await journal.WriteAsync(completed);
            await journal.WriteAsync(failed);
            Assert.Null(await journal.ForgetAsync(3));
        }

        _time.Advance(TimeSpan.FromHours(1));
        for (var run = 0; run < 2; run++)
        {
            await using var later = Open();
            Assert.Equal(5, later.Last);
            var found = later.TasksOf(Driver);
            Assert.Equal([1, 2, 4], found.Select(static r => r.Number));
            Assert.Equal(TaskState.Completed, found[0].Info.State);
            Assert.Equal("""{"loaves":3}""", found[0].Info.Result!.Value.GetRawText());
            Assert.Equal((TaskState.Failed, 5002, "black"), (found[1].Info.State, found[1].Info.Error!.Code, found[1].Info.Error!.Message));
            Assert.Equal((TaskState.Interrupted, _time.GetUtcNow(), 9), (found[2].Info.State, found[2].Info.Ended, found[2].Info.Error!.Code));
            Assert.Equal(found[2].Origin, Record(4).Origin);
            Assert.Equal(TaskState.Interrupted, Assert.Single(later.TasksOf("other:///")).Info.State);
        }
    }

    [Fact]
    public async Task A_line_that_was_not_written_to_its_end_is_left_out()
    {
        await using (var journal = Open())
        {
            await journal.WriteAsync(Record(1));
            await journal.WriteAsync(Record(2));
        }

        var text = await File.ReadAllBytesAsync(JournalPath, Cancel);
        var lastLine = text.AsSpan(..^1).LastIndexOf((byte)'\n') + 1;
        for (var length = lastLine; length < text.Length - 1; length++)
        {
            var content = JournalReader.Read(JournalPath, text.AsMemory(0, length));
            Assert.Equal([1], content.Records.Keys.Select(static n => (int)n));
            Assert.Equal(length > lastLine, content.IsTorn);
        }

        // What a loss of power leaves of a block that had no content yet.
        Assert.True(JournalReader.Read(JournalPath, (byte[])[.. text, 0, 0, 0]).IsTorn);
        Assert.Equal(2, JournalReader.Read(JournalPath, text).Records.Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Damage_before_the_last_line_is_told_and_refused(int line)
    {
        await using (var journal = Open())
        {
            await journal.WriteAsync(Record(1));
            await journal.WriteAsync(Record(2));
        }

        var lines = await File.ReadAllLinesAsync(JournalPath, Cancel);
        lines[line] = lines[line].Replace('"', '\'');
        await File.WriteAllLinesAsync(JournalPath, lines, Cancel);
        var refused = Assert.Throws<IOException>(() => { _ = Open(); });
        Assert.Contains($"'{JournalPath}'", refused.Message, StringComparison.Ordinal);
        Assert.Contains($"line {line + 1} ", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_journal_is_refused()
    {
        File.WriteAllText(JournalPath, "");
        Assert.Throws<IOException>(() => { _ = Open(); });
    }

    [Fact]
    public async Task It_does_not_grow_with_what_is_forgotten()
    {
        await using var journal = Open();
        for (var number = 1; number <= 3000; number++)
        {
            await journal.WriteAsync(Record(number));
            await journal.ForgetAsync(number);
        }

        var lines = (await File.ReadAllLinesAsync(JournalPath, Cancel)).Length;
        Assert.InRange(lines, 1, 1100);
    }

    [Fact]
    public async Task Whatever_step_fails_the_next_one_makes_up_for_it()
    {
        int? steps = null;
        for (var step = 0; steps is null || step < steps; step++)
        {
            using var directory = new TemporaryDirectory();
            var path = directory.Of("tasks.journal");
            var files = new FailingFiles();
            await using (var journal = TaskJournal.Open(path, files, _time, NullLogger.Instance))
            {
                var begun = files.Steps;
                files.From = begun + step;
                files.Until = files.From + 1;
                var failure = await Xunit.Record.ExceptionAsync(() => journal.WriteAsync(Record(1)));
                if (failure is null)
                    steps = files.Steps - begun;
                else
                    Assert.IsType<IOException>(failure);
                files.From = null;
                await journal.WriteAsync(Record(2));
            }

            await using var later = TaskJournal.Open(path, SystemFiles.Instance, _time, NullLogger.Instance);
            Assert.Equal([1, 2], later.TasksOf(Driver).Select(static r => r.Number));
        }
    }

    private static TaskRecord Record(int number) => new(number, Driver, TaskOrigin.Of(ConformanceApi.Oven.Bake, "tester", "trace"), Info(number));

    private static TaskInfo Info(int number) => new()
    {
        Id = $"e-{number}",
        Method = ConformanceApi.Oven.Bake.Name,
        Object = JsonElement.Parse("""{"name":"left"}"""),
        Owner = "tester",
        State = TaskState.Running,
        Started = DateTimeOffset.UnixEpoch,
    };

    private TaskJournal Open() => TaskJournal.Open(JournalPath, _files, _time, NullLogger.Instance);
}
