using Microsoft.Extensions.Logging;
using Virtwire.Sdk.Server.Files;

namespace Virtwire.Sdk.Server.Tasks.Journal;

/// <summary>
/// Keeps the tasks of all drivers of a server in one file, so that a task whose id has been answered is never unknown: written before the id is
/// answered, and before the end is told. What runs when the server dies has been interrupted when the next one begins.
/// </summary>
internal sealed class TaskJournal : IAsyncDisposable
{
    // Lines that say what later ones say otherwise are few beside the others, and a short file is not worth writing anew.
    private const int FewEntries = 1000;

    private readonly string _path;
    private readonly IDurableFiles _files;
    private readonly ILogger _logger;
    private readonly GroupCommit<JournalEntry> _commit;
    private readonly SortedDictionary<long, TaskRecord> _records;
    private readonly Dictionary<string, TaskRecord[]> _before;
    private IDurableFile? _file;
    private long _last;
    private int _appended;
    private bool _fails;

    private TaskJournal(string path, JournalContent content, IDurableFiles files, TimeProvider time, ILogger logger)
    {
        (_path, _files, _logger) = (path, files, logger);
        _last = Last = content.Last;
        _records = content.Records;
        foreach (var (number, record) in _records.Where(static r => r.Value.Info.State == TaskState.Running).ToList())
            _records[number] = record.Interrupted(time.GetUtcNow());
        _before = _records.Values.GroupBy(static r => r.Driver).ToDictionary(static g => g.Key, static g => g.ToArray(), StringComparer.Ordinal);
        Rewrite();
        _commit = new GroupCommit<JournalEntry>(Write, time);
    }

    /// <summary>The highest number that a task of an earlier server has had.</summary>
    internal long Last { get; }

    /// <summary>Opens a journal, which nobody else may use meanwhile, or begins one.</summary>
    /// <param name="path">The file.</param>
    /// <param name="files">The steps of writing.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Told what is wrong.</param>
    /// <exception cref="IOException">It cannot be read or written, or is damaged.</exception>
    internal static TaskJournal Open(string path, IDurableFiles files, TimeProvider time, ILogger logger)
    {
        files.Delete(path + AtomicFile.Unready);
        var content = File.Exists(path) ? JournalReader.Read(path, File.ReadAllBytes(path)) : new JournalContent(0, [], IsTorn: false);
        if (content.IsTorn)
            TaskLog.JournalTorn(logger, path);
        return new TaskJournal(path, content, files, time, logger);
    }

    /// <summary>The tasks of earlier servers, all of which have ended, in the order in which they began.</summary>
    /// <param name="driver">The URI of their driver.</param>
    internal IReadOnlyList<TaskRecord> TasksOf(string driver) => _before.GetValueOrDefault(driver, []);

    /// <summary>Keeps where a task stands.</summary>
    /// <returns>Ends when it cannot be lost any more.</returns>
    /// <exception cref="IOException">It could not be written. It will be, when writing succeeds again.</exception>
    internal async Task WriteAsync(TaskRecord record)
    {
        if (await _commit.Add(new JournalEntry(record.Number, record)).ConfigureAwait(false) is { } failure)
            throw new IOException(failure.Message, failure);
    }

    /// <summary>Forgets a task.</summary>
    /// <returns>Ends when it cannot come back any more, with null; or with the reason why it may.</returns>
    internal Task<Exception?> ForgetAsync(long number) => _commit.Add(new JournalEntry(number, null));

    /// <summary>Writes what is waiting, and closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        await _commit.DisposeAsync().ConfigureAwait(false);
        _file?.Dispose();
    }

    private void Write(IReadOnlyList<JournalEntry> entries)
    {
        foreach (var entry in entries)
        {
            _last = Math.Max(_last, entry.Number);
            if (entry.Record is { } record)
                _records[entry.Number] = record;
            else
                _records.Remove(entry.Number);
        }

        try
        {
            if (_file is null || _appended > FewEntries + (4 * _records.Count))
                Rewrite();
            else if (entries.Count > 0)
                Append(_file, entries);
        }
        catch (Exception failure)
        {
            // What is in the file now is not known, so the next attempt writes another.
            _file?.Dispose();
            _file = null;
            if (!_fails)
                TaskLog.JournalFails(_logger, _path, failure);
            _fails = true;
            throw;
        }

        if (_fails)
            TaskLog.JournalWorksAgain(_logger, _path);
        _fails = false;
    }

    private void Append(IDurableFile file, IReadOnlyList<JournalEntry> entries)
    {
        file.Write(JournalText.WriteLine(entries));
        file.Flush();
        _appended += entries.Count;
    }

    private void Rewrite()
    {
        var file = _files.Create(_path + AtomicFile.Unready);
        try
        {
            file.Write(JournalText.WriteHead(_last));
            foreach (var record in _records.Values)
                file.Write(JournalText.WriteLine([new JournalEntry(record.Number, record)]));
            file.Flush();
            _files.Move(_path + AtomicFile.Unready, _path);
            _files.FlushDirectory(Path.GetDirectoryName(_path)!);
        }
        catch
        {
            file.Dispose();
            throw;
        }

        // It is appended to from here on: the name has changed, the file has not.
        _file?.Dispose();
        (_file, _appended) = (file, 0);
    }
}
