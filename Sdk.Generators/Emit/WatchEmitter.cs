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

    /// <summary>Prints a method that watches all events of a resource, if there are several kinds.</summary>
    public static void EmitAny(SourceWriter writer, AnyEventPlan? model, string referenceType, string self)
    {
        if (model is null)
            return;
        writer.Line($$"""
            /// <summary>All events of {{model.Resource}} that this program knows, in the order in which they happened. What each is says its class.</summary>
            /// <param name="after">The position to begin after, as an event or a page gave it; null for now.</param>
            public virtual {{Known.Sdk}}EventStream<{{model.Type}}> {{model.Watch}}(string? after = null) =>
                WatchKinds<{{model.Type}}, {{referenceType}}>({{self}}, after);

            """);
    }
}
