using System.Collections.Immutable;

namespace Virtwire.Sdk.Server.Drivers.Test.Objects;

/// <summary>Keeps what must outlive the server: definitions, and a few marks of them.</summary>
internal interface IObjectKeeper
{
    /// <summary>Whether nothing has ever been kept here, so that the host begins with what libvirt's own test:///default holds.</summary>
    bool IsFresh { get; }

    /// <summary>What was kept of the objects of one kind, by their keys.</summary>
    IReadOnlyDictionary<string, KeptObject> Load(string kind);

    /// <summary>
    /// Keeps an object as it is now, in place of what was kept of it before. Called under the simulation's lock, in the order of the
    /// changes; only takes note, and never waits itself.
    /// </summary>
    /// <param name="kind">The kind of object: <c>domains</c>.</param>
    /// <param name="key">The object among those of its kind: its uuid, or its name where it has none.</param>
    /// <param name="kept">What shall be kept; null when there is nothing any more.</param>
    /// <returns>Ends when it cannot be lost any more: no call may be answered before that.</returns>
    /// <remarks>Ends with <see cref="StateNotKeptException"/> where it could not be kept; the keeper goes on trying.</remarks>
    ValueTask KeepAsync(string kind, string key, KeptObject? kept);

    /// <summary>All kinds have been loaded or, on a fresh host, begun: waits until what they have kept cannot be lost.</summary>
    /// <exception cref="IOException">It cannot be kept, or objects of a kind are kept that nobody has loaded.</exception>
    void Begun()
    {
    }

    /// <summary>The error that an object is kept and cannot be made sense of.</summary>
    /// <param name="kind">The kind of object.</param>
    /// <param name="key">The object.</param>
    /// <param name="wrong">What is wrong, as the rest of a sentence.</param>
    IOException Unreadable(string kind, string key, string wrong) => new($"The object '{key}' of {kind} {wrong}.");
}

/// <summary>What is kept of an object.</summary>
/// <param name="Document">Its persistent definition.</param>
internal sealed record KeptObject(string Document)
{
    /// <summary>Whether it is started with the host.</summary>
    public bool Autostart { get; init; }

    /// <summary>Whether it is active: after a crash of the server it was.</summary>
    public bool Active { get; init; }

    /// <summary>What else there is to know of an object of its kind, by name.</summary>
    public ImmutableSortedDictionary<string, string> Marks { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Whether nothing of it has changed.</summary>
    public bool Equals(KeptObject? other) =>
        other is not null && Document == other.Document && Autostart == other.Autostart && Active == other.Active && Marks.SequenceEqual(other.Marks);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Document, Autostart, Active, Marks.Count);
}
