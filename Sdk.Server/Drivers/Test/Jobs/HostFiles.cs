using System.Collections.Immutable;
using Virtwire.Sdk.Server.Drivers.Test.Definitions;
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
        if (path[0] != '/' || path.EndsWith('/') || XmlCharacters.FaultOf(path) is not null)
            throw JobRefusals.InvalidArgument(parameter, $"'{path}' is no absolute path of a file.");
    }

    /// <summary>The file of a path; null for none.</summary>
    public HostFile? Find(string path)
    {
        lock (Simulation.Gate)
            return Index.TryFind(path, out var file) ? file : null;
    }

    /// <summary>Makes new files, all of them or none: from then on nobody else makes one there.</summary>
    /// <param name="paths">Their paths.</param>
    /// <returns>Ends when they cannot be lost.</returns>
    /// <exception cref="HostFileExistsException">Something lies already where one of them was to be.</exception>
    public ValueTask Make(IReadOnlyCollection<string> paths)
    {
        lock (Simulation.Gate)
        {
            if (paths.FirstOrDefault(path => Find(path) is not null) is { } taken)
            {
                throw new HostFileExistsException(
                    $"On the host something lies at '{taken}' already.", new HostFileExistsDetails { Path = taken });
            }

            return Put(paths);
        }
    }

    /// <summary>Writes files, in place of what was there.</summary>
    public async ValueTask Put(IReadOnlyCollection<string> paths)
    {
        List<ValueTask> kept;
        lock (Simulation.Gate)
            kept = [.. paths.Select(path => Put(new HostFile(path)))];
        foreach (var one in kept)
            await one.ConfigureAwait(false);
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
