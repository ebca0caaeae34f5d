using Virtwire.Sdk.Generators.Model;

namespace Virtwire.Sdk.Generators.Emit;

/// <summary>Prints the properties that a connection gains from a namespace.</summary>
internal static class ConnectionEmitter
{
    public static void Emit(SourceWriter writer, ConnectionUnit unit)
    {
        writer.Line($"/// <summary>What a connection offers of the namespace {unit.SchemaNamespace}.</summary>");
        writer.Line($"public static class {unit.TypeName}");
        writer.Open();
        writer.Line("/// <param name=\"connection\">The connection.</param>");
        writer.Line($"extension({Known.Sdk}HostConnection connection)");
        writer.Open();
        foreach (var property in unit.Properties)
        {
            DocEmitter.Element(writer, property.Doc);
            writer.Line($$"""
                public {{property.Type}} {{property.Name}} => connection.Resource<{{property.Type}}>();

                """);
        }

        writer.Close();
        writer.Close();
    }
}
