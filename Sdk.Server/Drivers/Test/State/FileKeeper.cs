using Microsoft.Extensions.Logging;
using Virtwire.Sdk.Server.Drivers.Test.Objects;
using Virtwire.Sdk.Server.Files;

namespace Virtwire.Sdk.Server.Drivers.Test.State;

/// <summary>
/// Keeps objects in files, <c>objects/KIND/KEY.json</c> in the driver's directory. The first ones are gathered in a directory beside it, which gets
/// its name when all are there: a host that was killed at its very first start begins anew.
/// </summary>
internal sealed class FileKeeper : IObjectKeeper, IAsyncDisposable
{
    private const string Name = "objects";

    private readonly string _home;
    private readonly IDurableFiles _files;
    private readonly ILogger _logger;
    private readonly GroupCommit<ObjectChange> _commit;
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private ObjectWriter _writer;
    private volatile Task<Exception?> _last = Task.FromResult<Exception?>(null);
    private bool _fails;

    private FileKeeper(string home, IDurableFiles files, TimeProvider time, ILogger logger)
    {
        (_home, _files, _logger) = (home, files, logger);
        IsFresh = !Directory.Exists(Root);
        if (IsFresh)
        {
            // Of a first start that was not finished: nobody was told that anything is kept.
            if (Directory.Exists(FirstRoot))
                Directory.Delete(FirstRoot, recursive: true);
            files.CreateDirectory(FirstRoot);
        }

        _writer = new ObjectWriter(IsFresh ? FirstRoot : Root, files);
        if (!IsFresh)
            _writer.Recover();
        _commit = new GroupCommit<ObjectChange>(Write, time);
    }

    /// <inheritdoc/>
    public bool IsFresh { get; }

    private string Root => Path.Combine(_home, Name);

    private string FirstRoot => Root + AtomicFile.Unready;

    /// <summary>Opens what is kept in a directory, which nobody else may use meanwhile.</summary>
    /// <param name="directory">The directory; it is there.</param>
    /// <param name="files">The steps of writing.</param>
    /// <param name="time">The clock of the retries.</param>
    /// <param name="logger">Told when nothing can be kept, and when it can again.</param>
    /// <exception cref="IOException">What is there cannot be read.</exception>
    public static FileKeeper Open(string directory, IDurableFiles files, TimeProvider time, ILogger logger) => new(directory, files, time, logger);

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, KeptObject> Load(string kind)
    {
        _known.Add(kind);
        var found = new Dictionary<string, KeptObject>(StringComparer.Ordinal);
        var folder = Path.Combine(Root, kind);
        if (!Directory.Exists(folder))
            return found;
        foreach (var path in Directory.GetFileSystemEntries(folder).Order(StringComparer.Ordinal))
        {
            var change = Read(path);
            if (change.Kind != kind || ObjectName.FileOf(change.Key) != Path.GetFileName(path) || change.Kept is null)
                throw StateFault.Of(path, $"holds the object '{change.Key}' of {change.Kind}, and is not where that belongs");
            found.Add(change.Key, change.Kept);
        }

        return found;
    }

    /// <inheritdoc/>
    public ValueTask KeepAsync(string kind, string key, KeptObject? kept) => new(WaitAsync(_last = _commit.Add(new ObjectChange(kind, key, kept))));

    /// <inheritdoc/>
    public IOException Unreadable(string kind, string key, string wrong) => StateFault.Of(Path.Combine(Root, kind, ObjectName.FileOf(key)), wrong);

    /// <inheritdoc/>
    public void Begun()
    {
        if (_last.GetAwaiter().GetResult() is { } failure)
            throw new IOException($"The state directory '{_home}' cannot be written: {failure.Message}", failure);
        if (!IsFresh)
        {
            // Not before: what is started with the host may be on its way to the disk.
            RequireKnown();
            return;
        }

        _files.FlushDirectory(FirstRoot);
        Directory.Move(FirstRoot, Root);
        _files.FlushDirectory(_home);
        _writer = new ObjectWriter(Root, _files);
    }

    /// <summary>Tries once more to write what could not be, and stops.</summary>
    public ValueTask DisposeAsync() => _commit.DisposeAsync();

    private static async Task WaitAsync(Task<Exception?> written)
    {
        if (await written.ConfigureAwait(false) is { } failure)
        {
            throw new StateNotKeptException(
                $"The change is made, but it could not be written to the state directory ({failure.Message}): it is lost if the server ends before that succeeds.",
                new StateNotKeptDetails { Applied = true });
        }
    }

    private static ObjectChange Read(string path)
    {
        if (Directory.Exists(path) || !path.EndsWith(".json", StringComparison.Ordinal))
            throw StateFault.Of(path, "is none of this program's");
        try
        {
            return ObjectFile.Read(File.ReadAllBytes(path));
        }
        catch (FormatException wrong)
        {
            throw StateFault.Of(path, wrong.Message);
        }
    }

    private void RequireKnown()
    {
        foreach (var entry in Directory.GetFileSystemEntries(Root))
        {
            if (!Directory.Exists(entry) || !_known.Contains(Path.GetFileName(entry)))
                throw StateFault.Of(entry, "is of no kind that this program knows");
        }
    }

    private void Write(IReadOnlyList<ObjectChange> changes)
    {
        try
        {
            _writer.Write(changes);
        }
        catch (Exception failure)
        {
            if (!_fails)
                StateLog.NotKept(_logger, _home, failure);
            _fails = true;
            throw;
        }

        if (_fails)
            StateLog.KeptAgain(_logger, _home);
        _fails = false;
    }
}
