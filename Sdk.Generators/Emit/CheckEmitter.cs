using Virtwire.Sdk.Generators.Model;
using Virtwire.Sdk.Schema.Model;

namespace Virtwire.Sdk.Generators.Emit;

/// <summary>
/// Prints what a value must satisfy. Only a strict reader checks: constraints say what a server accepts, and a later version may
/// loosen them, so a client does not refuse an answer for them.
/// </summary>
internal static class CheckEmitter
{
    /// <summary>The regexes of a record's members, and a reading method a checked member.</summary>
    public static void Readers(SourceWriter writer, RecordModel record)
    {
        foreach (var member in record.Members)
        {
            if (member.Checks.Count == 0)
                continue;
            Patterns(writer, member.Checks, member.Property);
            writer.Line($"private static {member.Type.Name} {ReaderName(member)}(ref {Known.JsonReader} reader, {Known.Wire}WireMode mode)");
            Body(writer, member.Type, member.Checks, member.Property);
            writer.Line();
        }
    }

    /// <summary>The expression that reads a member's value.</summary>
    public static string ReadExpression(MemberModel member) =>
        member.Checks.Count == 0 ? $"{member.Type.Codec}.ReadWire(ref reader, mode)" : ReaderName(member) + "(ref reader, mode)";

    /// <summary>The patterns among the checks.</summary>
    public static void Patterns(SourceWriter writer, EquatableArray<CheckModel> checks, string name)
    {
        foreach (var check in checks)
        {
            if (check.IsPattern)
            {
                writer.Line($$"""
                    private static readonly {{Known.Wire}}TextPattern _patternOf{{name}} = new({{check.Argument}});

                    """);
            }
        }
    }

    /// <summary>The body of a method that reads a value and checks it.</summary>
    public static void Body(SourceWriter writer, CSharpType type, EquatableArray<CheckModel> checks, string name)
    {
        writer.Open();
        writer.Line($"var value = {type.Codec}.ReadWire(ref reader, mode);");
        writer.Line($"if (mode == {Known.Wire}WireMode.Strict)");
        writer.Open();
        foreach (var check in checks)
        {
            writer.Line($"{Known.Wire}WireConstraint.{check.Method}(ref reader, value{Argument(check, name)});");
        }

        writer.Close();
        writer.Line();
        writer.Line("return value;");
        writer.Close();
    }

    /// <summary>The expression that says whether a value meets all checks, of which there is one at least.</summary>
    public static string Met(EquatableArray<CheckModel> checks, string value, string name) =>
        string.Join(" && ", checks.Select(check => $"{Known.Wire}WireConstraint.Meets{check.Method}({value}{Argument(check, name)})"));

    private static string Argument(CheckModel check, string name) =>
        check.IsPattern ? $", _patternOf{name}" : check.Argument is null ? "" : ", " + check.Argument;

    // As with the fields: an underscore inside a name keeps it apart from every property.
    private static string ReaderName(MemberModel member) => "Read_" + member.Property;
}
