using System.Collections.Immutable;
using Virtwire.Sdk.Server.Drivers.Test.Objects;

namespace Virtwire.Sdk.Server.Drivers.Test.Migrations;

/// <summary>What the host that a guest leaves writes down, so that a server that is started anew can ask the other host.</summary>
/// <param name="Id">The id of the migration.</param>
/// <param name="Destination">The connection URI of the other host.</param>
/// <param name="Domain">The guest.</param>
/// <param name="Undefine">Whether its definition here is taken away when it has gone.</param>
/// <param name="IsAsked">Whether the other host was asked to let it run: from then on it may run there.</param>
internal sealed record MigrationIntent(Guid Id, string Destination, DomainRef Domain, bool Undefine, bool IsAsked)
{
    /// <summary>The kind of object that intents are kept as.</summary>
    public const string Kind = "migrations-out";

    private const string IdMark = "id", DestinationMark = "destination", UuidMark = "uuid", NameMark = "name", UndefineMark = "undefine", AskedMark = "asked";

    /// <summary>What is kept of it.</summary>
    public KeptObject Kept => new("")
    {
        Marks = ImmutableSortedDictionary<string, string>.Empty
            .Add(IdMark, Id.ToString())
            .Add(DestinationMark, Destination)
            .Add(UuidMark, Domain.Uuid!.Value.ToString())
            .Add(NameMark, Domain.Name!)
            .Add(UndefineMark, Undefine ? "yes" : "no")
            .Add(AskedMark, IsAsked ? "yes" : "no"),
    };

    /// <summary>The uuids of the guests that other hosts may run, because they were asked to and have not answered.</summary>
    public static IReadOnlySet<Guid> InDoubt(IObjectKeeper keeper) =>
        keeper.Load(Kind).Values.Select(Read).Where(static intent => intent.IsAsked).Select(static intent => intent.Domain.Uuid!.Value).ToHashSet();

    /// <summary>The intent that was kept.</summary>
    public static MigrationIntent Read(KeptObject kept) => new(
        Guid.Parse(kept.Marks[IdMark]),
        kept.Marks[DestinationMark],
        new DomainRef { Uuid = Guid.Parse(kept.Marks[UuidMark]), Name = kept.Marks[NameMark] },
        kept.Marks[UndefineMark] == "yes",
        kept.Marks[AskedMark] == "yes");
}
