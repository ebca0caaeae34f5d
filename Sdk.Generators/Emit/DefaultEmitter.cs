using Virtwire.Sdk.Generators.Model;
using Virtwire.Sdk.Generators.Planning;

namespace Virtwire.Sdk.Generators.Emit;

/// <summary>Prints the defaults of a record's members that C# has no constant for.</summary>
internal static class DefaultEmitter
{
    public static void Fields(SourceWriter writer, RecordModel record)
    {
        foreach (var member in record.Members)
        {
            if (member.DefaultJson is not { } json)
                continue;
            writer.Line($$"""
                private static readonly {{member.Type.Name}} {{FieldName(member)}} =
                    {{Known.Wire}}WireValue.Read<{{member.Type.Name}}, {{member.Type.Codec}}>({{Identifiers.Literal(json)}}u8, {{Known.Wire}}WireMode.Strict);

                """);
        }
    }

    /// <summary>The expression of a member's default; null where it has none.</summary>
    public static string? Expression(MemberModel member) => member.Default ?? (member.DefaultJson is null ? null : FieldName(member));

    // No property begins with an underscore and a letter.
    private static string FieldName(MemberModel member) => "_defaultOf" + member.Property;
}
