using Virtwire.Sdk.Generators.Model;

namespace Virtwire.Sdk.Generators.Emit;

/// <summary>Prints the handle of a resource.</summary>
internal static class HandleEmitter
{
    public static void Emit(SourceWriter writer, HandleUnit unit)
    {
        var name = unit.TypeName;
        DocEmitter.Element(writer, unit.Doc);
        writer.Line($"public partial class {name} : {Known.Sdk}ResourceClient, {Known.Sdk}IHandle<{name}, {unit.ReferenceType}>, global::System.IEquatable<{name}>");
        writer.Open();
        writer.Line($$"""
            private readonly {{unit.ReferenceType}} _reference;

            /// <summary>For mocks: its calls fail.</summary>
            protected {{name}}()
            {
            }

            internal {{name}}({{Known.Sdk}}HostConnection connection, {{unit.ReferenceType}} reference, {{Known.Sdk}}CallOptions options)
                : base(connection, options) => _reference = reference;

            /// <summary>What names the object on the wire.</summary>
            public virtual {{unit.ReferenceType}} Reference => _reference;

            """);
        foreach (var member in unit.Identity)
        {
            DocEmitter.Element(writer, member.Doc);
            writer.Line($$"""
                public virtual {{member.PropertyType}} {{member.Property}} => Reference.{{member.Property}};

                """);
        }

        writer.Line($$"""
            static {{name}} {{Known.Sdk}}IHandle<{{name}}, {{unit.ReferenceType}}>.Bind(
                {{Known.Sdk}}HostConnection connection, {{unit.ReferenceType}} reference, {{Known.Sdk}}CallOptions options) => new(connection, reference, options);

            /// <summary>The same object with other options for the calls.</summary>
            public virtual {{name}} WithOptions({{Known.Sdk}}CallOptions options) => new(Connection, Reference, options);

            """);
        foreach (var method in unit.Methods)
            ClientMethodEmitter.Emit(writer, method);
        foreach (var model in unit.Events)
            WatchEmitter.Emit(writer, model, unit.ReferenceType, "Reference");
        WatchEmitter.EmitAny(writer, unit.AnyEvent, unit.ReferenceType, "Reference");
        Identity(writer, unit);
        writer.Close();
    }

    private static void Identity(SourceWriter writer, HandleUnit unit)
    {
        var keys = unit.FirstKeys.Select(i => unit.Identity[i]).ToList();
        var complete = string.Join(" && ", keys.Select(static k => $"{k.Property} is not null"));
        var equal = string.Join(" && ", keys.Select(static k => $"{k.Property} == other.{k.Property}"));
        var hash = HashOf(keys.Select(static k => k.Property).ToList());
        writer.Line($$"""
            /// <summary>The reference of a handle, so that it can be a parameter or a member.</summary>
            public static implicit operator {{unit.ReferenceType}}({{unit.TypeName}} handle) => handle.Reference;

            /// <summary>Whether both name the same object through the same connection.</summary>
            public virtual bool Equals({{unit.TypeName}}? other) =>
                ReferenceEquals(this, other)
                || (other is not null && SharesConnectionWith(other) && ({{complete}} ? {{equal}} : Reference == other.Reference));

            /// <inheritdoc/>
            public override bool Equals(object? obj) => Equals(obj as {{unit.TypeName}});

            /// <inheritdoc/>
            public override int GetHashCode() => {{complete}} ? {{hash}} : Reference.GetHashCode();

            /// <summary>The reference, for logs.</summary>
            public override string ToString() => Reference.ToString();
            """);
    }

    // HashCode.Combine takes eight values.
    private static string HashOf(List<string> properties)
    {
        const int Most = 8;
        var own = properties.Take(properties.Count > Most ? Most - 1 : Most).ToList();
        if (properties.Count > Most)
            own.Add(HashOf(properties.Skip(Most - 1).ToList()));
        return "global::System.HashCode.Combine(" + string.Join(", ", own) + ")";
    }
}
