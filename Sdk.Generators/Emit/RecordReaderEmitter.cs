using System.Globalization;
using System.Text;
using Virtwire.Sdk.Generators.Model;
using Virtwire.Sdk.Generators.Planning;

namespace Virtwire.Sdk.Generators.Emit;

/// <summary>Prints the reading half of a record's codec.</summary>
internal static class RecordReaderEmitter
{
    private const int WordBits = 64;

    public static void Emit(SourceWriter writer, RecordModel record)
    {
        DefaultEmitter.Fields(writer, record);
        CheckEmitter.Readers(writer, record);
        writer.Line($$"""
            /// <inheritdoc/>
            {{Known.Hidden}}
            public static {{record.TypeName}} ReadWire(ref {{Known.JsonReader}} reader, {{Known.Wire}}WireMode mode) =>
            """);
        writer.Line(record.Positional.Count == 0
            ? "    ReadWireMembers(ref reader, mode, default);"
            : "    reader.TokenType == global::System.Text.Json.JsonTokenType.StartArray ? ReadPositions(ref reader, mode) : ReadWireMembers(ref reader, mode, default);");
        writer.Line($$"""

            /// <inheritdoc/>
            {{Known.Hidden}}
            public static {{record.TypeName}} ReadWireMembers(ref {{Known.JsonReader}} reader, {{Known.Wire}}WireMode mode, scoped {{Known.Span}} tag)
            """);
        writer.Open();
        Locals(writer, record, static _ => true);
        if (record.KeepsUnknownMembers)
            writer.Line($"{Known.UnknownMembers}? unknownMembers = null;");
        writer.Line($$"""
            {{Known.Reader}}.BeginObject(ref reader);
            while ({{Known.Reader}}.NextMember(ref reader, out var member))
            {
                switch (member.Length)
                {
            """);
        writer.Indent();
        writer.Indent();
        for (var i = 0; i < record.Members.Count; i++)
            Case(writer, record, i);
        Otherwise(writer, record);
        writer.Outdent();
        writer.Outdent();
        writer.Line("""
                }
            }

            """);
        Require(writer, record);
        Return(writer, record);
        writer.Close();
        writer.Line();
        if (record.Positional.Count > 0)
            Positions(writer, record);
    }

    /// <summary>The local of a member; a name that the reader itself uses takes an underscore after it, which no member's has.</summary>
    public static string Local(MemberModel member) => member.Variable
        is "reader" or "mode" or "tag" or "member" or "index" or "unknownMembers" || member.Variable.StartsWith("seen", StringComparison.Ordinal)
        ? member.Variable + "_"
        : member.Variable;

    private static void Locals(SourceWriter writer, RecordModel record, Func<int, bool> usesWord)
    {
        foreach (var member in record.Members)
        {
            writer.Line(member.Presence switch
            {
                Presence.OptionalNullable => $"{member.PropertyType} {Local(member)} = default;",
                Presence.Required => $"{member.Type.Name} {Local(member)} = {(member.Type.IsValueType ? "default" : "null!")};",
                _ => $"{member.Type.Name}? {Local(member)} = null;",
            });
        }

        for (var word = 0; word < Words(record); word++)
        {
            if (usesWord(word))
                writer.Line($"ulong {Seen(record, word)} = 0;");
        }
    }

    private static void Case(SourceWriter writer, RecordModel record, int index)
    {
        var member = record.Members[index];
        Label(writer, member.WireName);
        foreach (var was in member.Was)
            Label(writer, was);
        writer.Indent();
        writer.Line($"{Known.Reader}.Once(ref reader, ref {Seen(record, index / WordBits)}, {index % WordBits});");
        Read(writer, member);
        writer.Line("break;");
        writer.Outdent();
    }

    private static void Label(SourceWriter writer, string name) =>
        writer.Line($"case {Encoding.UTF8.GetByteCount(name)} when {Known.SequenceEqual}(member, {Identifiers.Literal(name)}u8):");

    private static void Read(SourceWriter writer, MemberModel member)
    {
        var local = Local(member);
        var read = CheckEmitter.ReadExpression(member);
        writer.Line(member.Presence switch
        {
            Presence.Nullable => $"{local} = {Known.Reader}.IsNull(ref reader) ? null : {read};",
            Presence.OptionalNullable => $"{local} = new({Known.Reader}.IsNull(ref reader) ? null : {read});",
            _ => $"{local} = {read};",
        });
    }

    private static void Otherwise(SourceWriter writer, RecordModel record)
    {
        var bit = record.Members.Count;
        var seen = Seen(record, bit / WordBits);
        writer.Line("default:");
        writer.Indent();
        if (record.IgnoresUnknownMembers)
            writer.Line($"{Known.Reader}.Ignore(ref reader);");
        else if (record.KeepsUnknownMembers)
            writer.Line($"{Known.Reader}.Keep(ref reader, mode, member, tag, ref {seen}, {bit % WordBits}, ref unknownMembers);");
        else
            writer.Line($"{Known.Reader}.Unknown(ref reader, mode, member, tag, ref {seen}, {bit % WordBits});");
        writer.Line("break;");
        writer.Outdent();
    }

    private static void Positions(SourceWriter writer, RecordModel record)
    {
        writer.Line($"private static {record.TypeName} ReadPositions(ref {Known.JsonReader} reader, {Known.Wire}WireMode mode)");
        writer.Open();
        // A required member has a position, so a word without positions is asked for nothing.
        Locals(writer, record, word => record.Positional.Any(i => i / WordBits == word));
        writer.Line($$"""
            for (var index = 0; {{Known.Reader}}.NextItem(ref reader); index++)
            {
                switch (index)
                {
            """);
        writer.Indent();
        writer.Indent();
        for (var position = 0; position < record.Positional.Count; position++)
        {
            var index = record.Positional[position];
            writer.Line($"case {position}:");
            writer.Indent();
            writer.Line($"{Seen(record, index / WordBits)} |= {Bits(1UL << (index % WordBits))};");
            Read(writer, record.Members[index]);
            writer.Line("break;");
            writer.Outdent();
        }

        writer.Line($$"""
            default:
                {{Known.Reader}}.TooManyItems(ref reader, {{record.Positional.Count}});
                break;
            """);
        writer.Outdent();
        writer.Outdent();
        writer.Line("""
                }
            }

            """);
        Require(writer, record);
        Return(writer, record);
        writer.Close();
        writer.Line();
    }

    private static void Require(SourceWriter writer, RecordModel record)
    {
        if (record.KeySets.Count > 0)
        {
            KeySetEmitter.Require(writer, record, (word, bits) => $"({Seen(record, word)} & {Bits(bits)}) != {Bits(bits)}", WordBits);
            return;
        }

        for (var word = 0; word < Words(record); word++)
        {
            var required = 0UL;
            var names = new StringBuilder();
            for (var i = word * WordBits; i < record.Members.Count && i < (word + 1) * WordBits; i++)
            {
                if (!record.Members[i].MayBeAbsent)
                    required |= 1UL << (i % WordBits);
                names.Append(names.Length == 0 ? "" : " ").Append(record.Members[i].WireName);
            }

            if (required != 0)
                writer.Line($"{Known.Reader}.Require(ref reader, {Seen(record, word)}, {Bits(required)}, {Identifiers.Literal(names.ToString())});");
        }
    }

    private static void Return(SourceWriter writer, RecordModel record)
    {
        writer.Line($"return new {record.TypeName}");
        writer.Open();
        foreach (var member in record.Members)
            writer.Line($"{member.Property} = {Local(member)}{Fallback(member)},");
        if (record.KeepsUnknownMembers)
            writer.Line("UnknownMembers = unknownMembers,");
        writer.Close(";");
    }

    private static string Fallback(MemberModel member)
    {
        return DefaultEmitter.Expression(member) is not { } value ? ""
            : member.Presence == Presence.OptionalNullable ? $".HasValue ? {Local(member)} : new({value})"
            : " ?? " + value;
    }

    // One bit a member, and one for the tag where unknown members are not passed over anyway.
    private static int Words(RecordModel record) => (record.Members.Count + (record.IgnoresUnknownMembers ? 0 : 1) + WordBits - 1) / WordBits;

    private static string Seen(RecordModel record, int word) => Words(record) == 1 ? "seen" : "seen" + word.ToString(CultureInfo.InvariantCulture);

    private static string Bits(ulong bits) => "0x" + bits.ToString("x", CultureInfo.InvariantCulture) + "UL";
}
