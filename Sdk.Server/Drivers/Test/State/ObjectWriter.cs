using Virtwire.Sdk.Server.Files;

namespace Virtwire.Sdk.Server.Drivers.Test.State;

/// <summary>
/// Writes objects, a file each. What changed together becomes durable as a whole or not at all: several objects are first written into one file,
/// the commit, from which an interrupted change is finished at the next start. Otherwise a server that is killed in between could leave a name with
/// two objects, of which one had given it away to the other. Not safe from several threads.
/// </summary>
internal sealed class ObjectWriter(string root, IDurableFiles files)
{
    /// <summary>The name of the commit's file.</summary>
    public const string CommitName = "commit.json";

    private readonly Dictionary<(string Kind, string Key), ObjectChange> _unkept = [];
    private bool _hasCommit;

    private string CommitPath => Path.Combine(root, CommitName);

    /// <summary>Writes the newest version of each object, and of each that an attempt before has failed to write.</summary>
    /// <exception cref="IOException">A step failed. Everything is still to be written.</exception>
    /// <exception cref="UnauthorizedAccessException">Likewise.</exception>
    public void Write(IReadOnlyList<ObjectChange> changes)
    {
        foreach (var change in changes)
            _unkept[(change.Kind, change.Key)] = change;

        // A commit that may be there already must not bring back at the next start what is older than the objects' own files.
        if (_unkept.Count > 1 || _hasCommit)
        {
            _hasCommit = true;
            files.ReplaceDurably(CommitPath, ObjectFile.WriteCommit(_unkept.Values));
        }

        Apply(_unkept.Values);
        if (_hasCommit)
            DropCommit();
        _unkept.Clear();
    }

    /// <summary>Finishes what a killed server had committed, and removes what it had not.</summary>
    /// <exception cref="IOException">A step failed, or the commit is damaged.</exception>
    public void Recover()
    {
        files.Delete(CommitPath + AtomicFile.Unready);
        foreach (var unready in Directory.GetDirectories(root).SelectMany(Directory.GetFiles).Where(ObjectName.IsUnready))
            files.Delete(unready);
        if (!File.Exists(CommitPath))
            return;
        IReadOnlyList<ObjectChange> changes;
        try
        {
            changes = ObjectFile.ReadCommit(File.ReadAllBytes(CommitPath));
        }
        catch (FormatException wrong)
        {
            throw StateFault.Of(CommitPath, wrong.Message);
        }

        Apply(changes);
        DropCommit();
    }

    private void Apply(IEnumerable<ObjectChange> changes)
    {
        var touched = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var change in changes)
        {
            var folder = Path.Combine(root, change.Kind);
            if (touched.Add(folder))
                files.CreateDirectoryDurably(folder);
            var path = Path.Combine(folder, ObjectName.FileOf(change.Key));
            if (change.Kept is null)
                files.Delete(path);
            else
                files.Replace(path, ObjectFile.Write(change));
        }

        foreach (var folder in touched)
            files.FlushDirectory(folder);
    }

    private void DropCommit()
    {
        files.Delete(CommitPath);
        files.FlushDirectory(root);
        _hasCommit = false;
    }
}
