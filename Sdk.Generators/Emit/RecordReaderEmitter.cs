using Virtwire.Sdk.Generators.Model;
using Virtwire.Sdk.Generators.Planning;

namespace Virtwire.Sdk.Generators.Emit;

/// <summary>Prints the reading half of a record's codec.</summary>
internal static class RecordReaderEmitter
{
    public static void Emit(SourceWriter writer, RecordModel record)
    {
        DefaultEmitter.Fields(writer, record);
        CheckEmitter.Readers(writer, record);
        var name = record.TypeName;
        writer.Line($$"""
            /// <inheritdoc/>
            {{Known.Hidden}}
            public static {{name}} ReadWire(ref {{Known.JsonReader}} reader, {{Known.Wire}}WireMode mode) =>
            """);
        writer.Line(record.Positional.Count == 0
            ? "    ReadWireMembers(ref reader, mode, default);"
            : "    reader.TokenType == global::System.Text.Json.JsonTokenType.StartArray ? ReadPositions(ref reader, mode) : ReadWireMembers(ref reader, mode, default);");
        writer.Line($$"""

            /// <inheritdoc/>
            {{Known.Hidden}}
            public static {{name}} ReadWireMembers(ref {{Known.JsonReader}} reader, {{Known.Wire}}WireMode mode, scoped {{Known.Span}} tag) =>
                {{Known.Reader}}.ReadObject<{{name}}, {{DraftEmitter.TypeName}}>(ref reader, mode, tag);

            /// <inheritdoc/>
            {{Known.Hidden}}
            public static bool TryReadWire(ref {{Known.Cursor}} cursor, out {{name}} value) => TryReadWireMembers(ref cursor, default, out value);

            """);
        Guess(writer, record);
        if (record.Positional.Count > 0)
            Positions(writer, record);
    }

    /// <summary>
    /// Members in the order in which they are written, each with the codec that its presence asks for. Those of a request are held to their
    /// constraints before the JSON reader goes on, which checks what it reads itself.
    /// </summary>
    private static void Guess(SourceWriter writer, RecordModel record)
    {
        writer.Line($$"""
            /// <inheritdoc/>
            {{Known.Hidden}}
            public static bool TryReadWireMembers(ref {{Known.Cursor}} cursor, scoped {{Known.Span}} tag, out {{record.TypeName}} value)
            """);
        writer.Open();
        writer.Line($"{DraftEmitter.TypeName} draft = default;");
        var (word, bit) = DraftEmitter.SeenOf(record, record.IgnoresUnknownMembers ? 0 : record.Members.Count);
        writer.Line($"cursor.BeginMembers(tag, ref draft.{word}, {bit});");
        for (var i = 0; i < record.Members.Count; i++)
        {
            var member = record.Members[i];
            (word, bit) = DraftEmitter.SeenOf(record, i);
            var type = member.Presence is Presence.Nullable or Presence.OptionalNullable
                ? $"{member.Type.Name}?, {RecordWriterEmitter.NullableCodec(member)}"
                : $"{member.Type.Name}, {member.Type.Codec}";
            var name = Identifiers.Literal($"\"{member.WireName}\":");
            writer.Line($"cursor.Member<{type}>({name}u8, ref draft.{DraftEmitter.Field(member)}, ref draft.{word}, {bit});");
        }

        if (DraftEmitter.IsConstrained(record))
        {
            writer.Line("value = default!;");
            writer.Write($"return (!cursor.IsStrict || draft.{DraftEmitter.MeetsConstraints}) && ");
        }
        else
        {
            writer.Write("return ");
        }

        writer.Line("cursor.EndMembers(ref draft, tag, out value);");
        writer.Close();
        writer.Line();
    }

    private static void Positions(SourceWriter writer, RecordModel record)
    {
        writer.Line($"private static {record.TypeName} ReadPositions(ref {Known.JsonReader} reader, {Known.Wire}WireMode mode)");
        writer.Open();
        writer.Line($$"""
            {{DraftEmitter.TypeName}} draft = default;
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
            var (word, bit) = DraftEmitter.SeenOf(record, index);
            writer.Line($"case {position}:");
            writer.Indent();
            writer.Line($"draft.{word} |= {DraftEmitter.Bits(1UL << bit)};");
            DraftEmitter.Read(writer, record.Members[index], "draft.");
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

            draft.Require(ref reader);
            return draft.ToValue();
            """);
        writer.Close();
        writer.Line();
    }
}
