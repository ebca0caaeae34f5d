using Virtwire.Sdk.Generators.Model;
using Virtwire.Sdk.Generators.Planning;

namespace Virtwire.Sdk.Generators.Emit;

/// <summary>Prints the writing half of a record's codec.</summary>
internal static class RecordWriterEmitter
{
    public static void Emit(SourceWriter writer, RecordModel record)
    {
        writer.Line($$"""
            /// <inheritdoc/>
            {{Known.Hidden}}
            public static void WriteWire(ref {{Known.WireWriter}} writer, {{record.TypeName}} value)
            {
                writer.BeginObject();
                WriteWireMembers(ref writer, value);
                writer.EndObject();
            }

            /// <inheritdoc/>
            {{Known.Hidden}}
            public static void WriteWireMembers(ref {{Known.WireWriter}} writer, {{record.TypeName}} value)
            """);
        writer.Open();
        foreach (var member in record.Members)
            Member(writer, member);
        if (record.KeepsUnknownMembers)
            writer.Line("value.UnknownMembers?.WriteTo(ref writer);");
        writer.Close();
    }

    private static void Member(SourceWriter writer, MemberModel member)
    {
        var property = "value." + member.Property;
        var name = $"writer.WriteName({Identifiers.Literal($"\"{member.WireName}\":")}u8);";
        switch (member.Presence)
        {
            case Presence.Required:
                writer.Line(name);
                writer.Line($"{member.Type.Codec}.WriteWire(ref writer, {property});");
                break;
            case Presence.Optional:
                writer.Line($$"""
                    if ({{property}} is { } {{Local(member)}})
                    {
                        {{name}}
                        {{member.Type.Codec}}.WriteWire(ref writer, {{Local(member)}});
                    }

                    """);
                break;
            case Presence.Nullable:
                writer.Line(name);
                writer.Line($"{NullableCodec(member)}.WriteWire(ref writer, {property});");
                break;
            default:
                writer.Line($$"""
                    if ({{property}}.HasValue)
                    {
                        {{name}}
                        {{NullableCodec(member)}}.WriteWire(ref writer, {{property}}.Value);
                    }

                    """);
                break;
        }
    }

    private static string Local(MemberModel member) =>
        member.Variable is "writer" or "value" ? member.Variable + "_" : member.Variable;

    /// <summary>The codec of a member that may be null.</summary>
    public static string NullableCodec(MemberModel member) =>
        $"{Known.Wire}{(member.Type.IsValueType ? "NullableValueCodec" : "NullableCodec")}<{member.Type.Name}, {member.Type.Codec}>";
}
