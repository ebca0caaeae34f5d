using Virtwire.Sdk.Generators.Model;

namespace Virtwire.Sdk.Generators.Emit;

/// <summary>Prints the way to a resource: static methods, the events of all objects, and handles made without a call.</summary>
internal static class CollectionEmitter
{
    public static void Emit(SourceWriter writer, CollectionUnit unit)
    {
        var name = unit.TypeName;
        DocEmitter.Element(writer, unit.Doc);
        writer.Line($"public class {name} : {Known.Sdk}ResourceClient, {Known.Sdk}IResourceClient<{name}>");
        writer.Open();
        writer.Line($$"""
            /// <summary>For mocks: its calls fail.</summary>
            protected {{name}}()
            {
            }

            private {{name}}({{Known.Sdk}}HostConnection connection, {{Known.Sdk}}CallOptions options)
                : base(connection, options)
            {
            }

            static {{name}} {{Known.Sdk}}IResourceClient<{{name}}>.Bind({{Known.Sdk}}HostConnection connection, {{Known.Sdk}}CallOptions options) => new(connection, options);

            /// <summary>The same methods with other options for their calls.</summary>
            public virtual {{name}} WithOptions({{Known.Sdk}}CallOptions options) => new(Connection, options);

            """);
        if (unit.HandleType is { } handle)
        {
            writer.Line($$"""
                /// <summary>A handle to the object of that name or key. Makes no call: the object need not exist.</summary>
                public virtual {{handle}} Bind({{unit.ReferenceType}} reference) => Bind<{{unit.ReferenceType}}, {{handle}}>(reference);

                """);
        }

        foreach (var method in unit.Methods)
            ClientMethodEmitter.Emit(writer, method);
        foreach (var model in unit.Events)
            WatchEmitter.Emit(writer, model, unit.ReferenceType, "null");
        WatchEmitter.EmitAny(writer, unit.AnyEvent, unit.ReferenceType, "null");
        writer.Close();
    }
}
