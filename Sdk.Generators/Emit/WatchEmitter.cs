using Virtwire.Sdk.Generators.Model;

namespace Virtwire.Sdk.Generators.Emit;

/// <summary>Prints a method that watches an event.</summary>
internal static class WatchEmitter
{
    public static void Emit(SourceWriter writer, EventPlan model, string referenceType, string self)
    {
        DocEmitter.Words(writer, model.Doc);
        writer.Line("/// <param name=\"after\">The position to begin after, as an event or a page gave it; null for now.</param>");
        DocEmitter.Obsolete(writer, model.Doc);
        writer.Line($$"""
            public virtual {{Known.Sdk}}EventStream<{{model.EventType}}> Watch{{model.Name}}(string? after = null) =>
                Watch<{{model.EventType}}, {{referenceType}}, {{model.DataType}}>({{model.Descriptor}}, {{self}}, after);

            """);
    }
}
