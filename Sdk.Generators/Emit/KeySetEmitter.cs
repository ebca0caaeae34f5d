using Virtwire.Sdk.Generators.Model;
using Virtwire.Sdk.Generators.Planning;
using Virtwire.Sdk.Schema.Model;

namespace Virtwire.Sdk.Generators.Emit;

/// <summary>
/// Prints what is special in the reference of a handle: a factory a key set, that one set must be complete, and which objects are
/// the same.
/// </summary>
internal static class KeySetEmitter
{
    public static void Factories(SourceWriter writer, RecordModel record)
    {
        foreach (var set in record.KeySets)
        {
            var members = set.Select(i => record.Members[i]).ToList();
            var parameters = string.Join(", ", members.Select(static m => m.Type.Name + " " + m.Variable));
            var values = string.Join(", ", members.Select(static m => m.Property + " = " + m.Variable));
            writer.Line($"/// <summary>Names an object by its {Words(record, set, " and ")}.</summary>");
            foreach (var member in members)
                DocEmitter.Tag(writer, "param", member.Doc.Summary, $" name=\"{member.Variable.TrimStart('@')}\"");
            writer.Line($$"""
                public static {{record.TypeName}} By{{string.Join("And", members.Select(static m => m.Property))}}({{parameters}}) => new() { {{values}} };

                """);
        }
    }

    /// <summary>The condition that one key set is complete, each set by itself.</summary>
    public static IEnumerable<string> IsComplete(RecordModel record) => record.KeySets.Select(set =>
        string.Join(" && ", set.GroupBy(index => DraftEmitter.SeenOf(record, index).Word).Select(word =>
        {
            var bits = DraftEmitter.Bits(word.Aggregate(0UL, (all, index) => all | (1UL << DraftEmitter.SeenOf(record, index).Bit)));
            return $"({word.Key} & {bits}) == {bits}";
        })));

    /// <summary>A literal of the key sets: <c>uuid, or name</c>.</summary>
    public static string InWords(RecordModel record) =>
        Identifiers.Literal(string.Join(", or ", record.KeySets.Select(set => Words(record, set, " and "))));

    public static string Interface(RecordModel record) => $"{Known.Wire}IWireReference<{record.TypeName}>";

    public static void Comparison(SourceWriter writer, RecordModel record)
    {
        var keys = "";
        var same = new List<string>();
        foreach (var set in record.KeySets)
        {
            var properties = set.Select(i => record.Members[i].Property).ToList();
            var carries = string.Join(" && ", properties.Select(static p => $"{p} is not null"));
            keys += $"{carries} ? new() {{ {string.Join(", ", properties.Select(static p => $"{p} = {p}"))} }} : ";
            same.Add(string.Join(" && ", properties.Select(static p => $"{p} is not null && other.{p} is not null")));
            same.Add(string.Join(" && ", properties.Select(static p => $"{p} == other.{p}")));
        }

        // Of two key sets that both carry, the first decides alone; of the last, whether it is carried does as well.
        var sets = same.Count / 2;
        var decisions = Enumerable.Range(0, sets).Select(i => same[2 * i] + (i == sets - 1 ? " && " : " ? ") + same[2 * i + 1]);
        writer.Line($$"""

            {{record.TypeName}} {{Interface(record)}}.Key => {{keys}}this;

            bool {{Interface(record)}}.NamesSame({{record.TypeName}} other) => {{string.Join(" : ", decisions)}};
            """);
    }

    private static string Words(RecordModel record, EquatableArray<int> set, string between) =>
        string.Join(between, set.Select(i => record.Members[i].WireName));
}
