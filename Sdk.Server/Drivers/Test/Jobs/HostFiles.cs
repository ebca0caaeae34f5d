using System.Collections.Immutable;
using Virtwire.Sdk.Server.Drivers.Test.Objects;

namespace Virtwire.Sdk.Server.Drivers.Test.Jobs;

/// <summary>A file that the simulated host has: it is nowhere on the machine that the server runs on.</summary>
/// <param name="Path">Its absolute path.</param>
/// <param name="Saved">The guest's state that it holds; null for a dump or an image.</param>
internal sealed record HostFile(string Path, SavedState? Saved = null);

/// <summary>The files that long work has written on the simulated host, by path.</summary>
internal sealed class HostFiles(Simulation simulation) : ObjectStore<HostFile>(simulation, new ObjectIndex<HostFile>(static f => f.Path))
{
    private const string PathMark = "path";

    /// <inheritdoc/>
    protected override string Kind => "files";

    /// <summary>Brings back what an earlier server kept.</summary>
    public void Begin() => Begin(static () => { });

    /// <summary>Refuses what is no absolute path.</summary>
    public static void RequirePath(string path, string parameter)
    {
        if (path[0] != '/' || path.EndsWith('/') || path.Contains('\0', StringComparison.Ordinal))
            throw JobRefusals.InvalidArgument(parameter, $"'{path}' is no absolute path of a file.");
    }

    /// <summary>The file of a path; null for none.</summary>
    public HostFile? Find(string path)
    {
        lock (Simulation.Gate)
            return Index.TryFind(path, out var file) ? file : null;
    }

    /// <summary>Refuses a path where something lies already.</summary>
    /// <param name="path">The path.</param>
    /// <param name="reuse">Whether what lies there is meant to be written to.</param>
    public void RequireFree(string path, bool reuse)
    {
        if (!reuse && Find(path) is not null)
        {
            throw new HostFileExistsException(
                $"On the host something lies at '{path}' already.", new HostFileExistsDetails { Path = path });
        }
    }

    /// <summary>Writes a file, in place of what was there.</summary>
    public ValueTask Put(HostFile file)
    {
        lock (Simulation.Gate)
            return Commit(Index.TryFind(file.Path, out var former) ? former : null, Transition<HostFile>.To(file));
    }

    /// <summary>Removes a file, if it is there.</summary>
    public ValueTask Remove(string path)
    {
        lock (Simulation.Gate)
            return Index.TryFind(path, out var former) ? Commit(former, Transition<HostFile>.To(null)) : default;
    }

    /// <inheritdoc/>
    protected override string KeyOf(HostFile item) => item.Path;

    /// <inheritdoc/>
    protected override KeptObject? Keep(HostFile item)
    {
        var marks = ImmutableSortedDictionary<string, string>.Empty.Add(PathMark, item.Path);
        return new KeptObject("") { Marks = item.Saved?.AddTo(marks) ?? marks };
    }

    /// <inheritdoc/>
    protected override HostFile Revive(KeptObject kept) => new(kept.Marks[PathMark], SavedState.Read(kept.Marks));
}
