using System.Globalization;
using Virtwire.Sdk.Generators.Model;
using Virtwire.Sdk.Generators.Planning;

namespace Virtwire.Sdk.Generators.Emit;

/// <summary>Prints the table behind an enum: texts and numbers in the order of the values.</summary>
internal static class SymbolTableEmitter
{
    public static void Emit(SourceWriter writer, EnumUnit unit)
    {
        var fallback = "null";
        foreach (var member in unit.Members)
        {
            if (member.Name == unit.Fallback)
                fallback = Identifiers.Literal(member.WireName);
        }

        writer.Line($"private static readonly {Known.Wire}WireSymbolTable Symbols = new {Known.Wire}WireSymbolTable(");
        writer.Indent();
        writer.Write(Identifiers.Literal(unit.TypeName) + ", " + fallback);
        foreach (var member in unit.Members)
        {
            writer.Line(",");
            writer.Write("(" + Identifiers.Literal(member.WireName) + ", " + member.Number.ToString(CultureInfo.InvariantCulture) + ")");
        }

        writer.Write(")");
        for (var i = 0; i < unit.Members.Count; i++)
        {
            foreach (var was in unit.Members[i].Was)
            {
                writer.Line();
                writer.Write(".WithEarlierName(" + Identifiers.Literal(was) + ", " + i.ToString(CultureInfo.InvariantCulture) + ")");
            }
        }

        writer.Line(";");
        writer.Outdent();
        writer.Line();
    }
}
