using System.Globalization;
using System.Text;
using Virtwire.Sdk.Generators.Model;
using Virtwire.Sdk.Generators.Planning;

namespace Virtwire.Sdk.Generators.Emit;

/// <summary>
/// Prints what holds the members of a record while it is read. It is a type of its own because reading may begin by guess and go on
/// with the JSON reader.
/// </summary>
internal static class DraftEmitter
{
    /// <summary>The name of the nested type: an underscore keeps it apart from every property.</summary>
    public const string TypeName = "Draft_";

    /// <summary>The property that says whether what was read meets its constraints. Only a constrained record's draft has it.</summary>
    public const string MeetsConstraints = "MeetsConstraints";

    private const int WordBits = 64;

    public static void Emit(SourceWriter writer, RecordModel record)
    {
        writer.Line($$"""

            /// <summary>What has been read of one so far.</summary>
            private struct {{TypeName}} : {{Known.Wire}}IWireDraft<{{record.TypeName}}>
            """);
        writer.Open();
        Fields(writer, record);
        ReadMembers(writer, record);
        if (IsConstrained(record))
            Constraints(writer, record);
        Require(writer, record);
        ToValue(writer, record);
        writer.Close();
    }

    /// <summary>The field of a member; a name that the draft itself uses takes an underscore after it, which no member's has.</summary>
    public static string Field(MemberModel member) => member.Variable
        is "reader" or "mode" or "tag" or "member" or "unknownMembers" || member.Variable.StartsWith("seen", StringComparison.Ordinal)
        ? member.Variable + "_"
        : member.Variable;

    /// <summary>Whether anything is asked of a member's value beyond its type.</summary>
    public static bool IsConstrained(RecordModel record) => record.Members.Any(static member => member.Checks.Count > 0);

    /// <summary>The field and its bit that say whether a member was there.</summary>
    public static (string Word, int Bit) SeenOf(RecordModel record, int index) => (Seen(record, index / WordBits), index % WordBits);

    /// <summary>A literal of bits.</summary>
    public static string Bits(ulong bits) => "0x" + bits.ToString("x", CultureInfo.InvariantCulture) + "UL";

    /// <summary>Reads a member's value into its field.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="member">The member.</param>
    /// <param name="draft">What stands before the field: nothing inside the draft.</param>
    public static void Read(SourceWriter writer, MemberModel member, string draft = "")
    {
        var field = draft + Field(member);
        var read = CheckEmitter.ReadExpression(member);
        writer.Line(member.Presence switch
        {
            Presence.Nullable => $"{field} = {Known.Reader}.IsNull(ref reader) ? null : {read};",
            Presence.OptionalNullable => $"{field} = new({Known.Reader}.IsNull(ref reader) ? null : {read});",
            _ => $"{field} = {read};",
        });
    }

    private static void Fields(SourceWriter writer, RecordModel record)
    {
        foreach (var member in record.Members)
        {
            writer.Line(member.Presence switch
            {
                Presence.OptionalNullable => $"public {member.PropertyType} {Field(member)};",
                Presence.Required when member.Type.IsValueType => $"public {member.Type.Name} {Field(member)};",
                _ => $"public {member.Type.Name}? {Field(member)};",
            });
        }

        if (record.KeepsUnknownMembers)
            writer.Line($"public {Known.UnknownMembers}? unknownMembers;");
        for (var word = 0; word < Words(record); word++)
            writer.Line($"public ulong {Seen(record, word)};");
        writer.Line();
    }

    private static void ReadMembers(SourceWriter writer, RecordModel record)
    {
        writer.Line($$"""
            public void ReadMembers(ref {{Known.JsonReader}} reader, {{Known.Wire}}WireMode mode, scoped {{Known.Span}} tag)
            {
                while ({{Known.Reader}}.NextMember(ref reader, out var member))
                {
                    switch (member.Length)
                    {
            """);
        writer.Indent();
        writer.Indent();
        writer.Indent();
        for (var i = 0; i < record.Members.Count; i++)
            Case(writer, record, i);
        Otherwise(writer, record);
        writer.Outdent();
        writer.Outdent();
        writer.Outdent();
        writer.Line("""
                    }
                }
            }

            """);
    }

    private static void Case(SourceWriter writer, RecordModel record, int index)
    {
        var member = record.Members[index];
        var (word, bit) = SeenOf(record, index);
        Label(writer, member.WireName);
        foreach (var was in member.Was)
            Label(writer, was);
        writer.Indent();
        writer.Line($"{Known.Reader}.Once(ref reader, ref {word}, {bit});");
        Read(writer, member);
        writer.Line("break;");
        writer.Outdent();
    }

    private static void Label(SourceWriter writer, string name) =>
        writer.Line($"case {Encoding.UTF8.GetByteCount(name)} when {Known.SequenceEqual}(member, {Identifiers.Literal(name)}u8):");

    private static void Otherwise(SourceWriter writer, RecordModel record)
    {
        var (word, bit) = SeenOf(record, record.Members.Count);
        writer.Line("default:");
        writer.Indent();
        if (record.IgnoresUnknownMembers)
            writer.Line($"{Known.Reader}.Ignore(ref reader);");
        else if (record.KeepsUnknownMembers)
            writer.Line($"{Known.Reader}.Keep(ref reader, mode, member, tag, ref {word}, {bit}, ref unknownMembers);");
        else
            writer.Line($"{Known.Reader}.Unknown(ref reader, mode, member, tag, ref {word}, {bit});");
        writer.Line("break;");
        writer.Outdent();
    }

    private static void Constraints(SourceWriter writer, RecordModel record)
    {
        writer.Line($"public readonly bool {MeetsConstraints} =>");
        writer.Indent();
        var and = "";
        for (var i = 0; i < record.Members.Count; i++)
        {
            var member = record.Members[i];
            if (member.Checks.Count == 0)
                continue;
            if (and.Length > 0)
                writer.Line();
            var (isAbsent, value) = Present(record, i);
            writer.Write($"{and}({isAbsent} || ({CheckEmitter.Met(member.Checks, value, member.Property)}))");
            and = "&& ";
        }

        writer.Line(";");
        writer.Outdent();
        writer.Line();
    }

    /// <summary>The expressions that say whether a member has no value, and what value it has otherwise.</summary>
    private static (string IsAbsent, string Value) Present(RecordModel record, int index)
    {
        var member = record.Members[index];
        var field = Field(member);
        var (word, bit) = SeenOf(record, index);
        var present = member.Type.IsValueType ? ".Value" : "";
        return member.Presence switch
        {
            Presence.OptionalNullable => ($"{field} is not {{ HasValue: true, Value: not null }}", $"{field}.Value{present}"),
            Presence.Required when member.Type.IsValueType => ($"({word} & {Bits(1UL << bit)}) == 0", field),
            _ => ($"{field} is null", field + present),
        };
    }

    private static void Require(SourceWriter writer, RecordModel record)
    {
        var complete = new List<string>();
        var refusals = new List<string>();
        for (var word = 0; word < Words(record); word++)
        {
            var members = record.Members.Skip(word * WordBits).Take(WordBits).ToList();
            var required = members.Select(static (m, bit) => m.MayBeAbsent ? 0 : 1UL << bit).Aggregate(0UL, static (all, bit) => all | bit);
            if (required == 0)
                continue;
            var names = Identifiers.Literal(string.Join(" ", members.Select(static m => m.WireName)));
            complete.Add($"({Seen(record, word)} & {Bits(required)}) == {Bits(required)}");
            refusals.Add($"{Known.Reader}.Require(ref reader, {Seen(record, word)}, {Bits(required)}, {names});");
        }

        if (record.KeySets.Count > 0)
        {
            var sets = string.Join(" || ", KeySetEmitter.IsComplete(record));
            complete.Add(complete.Count > 0 && record.KeySets.Count > 1 ? $"({sets})" : sets);
            refusals.Add($"if (!IsComplete)\n    {Known.Reader}.MissingKeys(ref reader, {KeySetEmitter.InWords(record)});");
        }

        writer.Line($"public readonly bool IsComplete => {(complete.Count == 0 ? "true" : string.Join(" && ", complete))};");
        writer.Line();
        writer.Line($"public readonly void Require(ref {Known.JsonReader} reader)");
        writer.Open();
        foreach (var refusal in refusals)
            writer.Line(refusal);
        writer.Close();
        writer.Line();
    }

    private static void ToValue(SourceWriter writer, RecordModel record)
    {
        writer.Line($"public readonly {record.TypeName} ToValue() => new()");
        writer.Open();
        foreach (var member in record.Members)
            writer.Line($"{member.Property} = {Value(member)},");
        if (record.KeepsUnknownMembers)
            writer.Line("UnknownMembers = unknownMembers,");
        writer.Close(";");
    }

    private static string Value(MemberModel member)
    {
        var field = Field(member);
        return DefaultEmitter.Expression(member) is { } value
            ? member.Presence == Presence.OptionalNullable ? $"{field}.HasValue ? {field} : new({value})" : $"{field} ?? {value}"
            : member.Presence == Presence.Required && !member.Type.IsValueType ? field + "!"
            : field;
    }

    // One bit a member, and one for the tag where unknown members are not passed over anyway.
    private static int Words(RecordModel record) =>
        Math.Max(1, (record.Members.Count + (record.IgnoresUnknownMembers ? 0 : 1) + WordBits - 1) / WordBits);

    private static string Seen(RecordModel record, int word) => Words(record) == 1 ? "seen" : "seen" + word.ToString(CultureInfo.InvariantCulture);
}
