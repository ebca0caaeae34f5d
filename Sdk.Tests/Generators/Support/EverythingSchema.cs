using Virtwire.Sdk.Schema.Linking;
using Virtwire.Sdk.Schema.Model;
using Virtwire.Sdk.Schema.Reading;
using Virtwire.Sdk.Tests.Support;

namespace Virtwire.Sdk.Tests.Generators.Support;

/// <summary>The schema that this assembly's own emitted types come from: every kind of type, linked.</summary>
internal static class EverythingSchema
{
    /// <summary>The namespace, with the dot that parts it from a name.</summary>
    public const string Prefix = "dev.virtwire.everything.";

    /// <summary>The document.</summary>
    public static string Text { get; } = File.ReadAllText(Repository.PathOf("Sdk.Tests", "Schemas", "everything.json"));

    /// <summary>The linked schema.</summary>
    public static LinkedSchema Linked { get; } = Linker.Link([DocumentReader.Read("everything.json", Text).Model!]).Schema!;

    /// <summary>The structs and unions, by short name.</summary>
    public static IEnumerable<string> Objects { get; } =
        [.. Linked.Namespaces.Single().Types.Where(static t => t is StructModel or UnionModel).Select(static t => LinkedSchema.ShortNameOf(t.Name))];
}
