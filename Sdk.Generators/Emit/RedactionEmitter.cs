using Virtwire.Sdk.Generators.Model;
using Virtwire.Sdk.Generators.Planning;

namespace Virtwire.Sdk.Generators.Emit;

/// <summary>Prints the part of a record's <c>ToString</c> that keeps sensitive members out of logs.</summary>
internal static class RedactionEmitter
{
    public static void Emit(SourceWriter writer, RecordModel record)
    {
        writer.Line();
        writer.Line("private bool PrintMembers(global::System.Text.StringBuilder builder)");
        writer.Open();
        var separator = "";
        foreach (var member in record.Members)
        {
            var label = Identifiers.Literal($"{separator}{member.Property} = {(member.Sensitive ? "***" : "")}");
            writer.Line(member.Sensitive
                ? $"builder.Append({label});"
                : $"builder.Append({label}).Append((object?){member.Property});");
            separator = ", ";
        }

        writer.Line("return true;");
        writer.Close();
    }
}
