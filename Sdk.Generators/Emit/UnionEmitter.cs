using System.Text;
using Virtwire.Sdk.Generators.Model;
using Virtwire.Sdk.Generators.Planning;

namespace Virtwire.Sdk.Generators.Emit;

/// <summary>Prints a union: an abstract record with a nested record a variant.</summary>
internal static class UnionEmitter
{
    public static void Emit(SourceWriter writer, UnionUnit unit)
    {
        DocEmitter.Element(writer, unit.Doc);
        writer.Line($"public abstract record {unit.TypeName} : {Known.Wire}IWireType<{unit.TypeName}>");
        writer.Open();
        writer.Line($$"""
            private {{unit.TypeName}}()
            {
            }

            """);
        foreach (var variant in unit.Variants)
            Variant(writer, unit, variant);
        if (unit.Open)
            Unknown(writer, unit);
        Read(writer, unit);
        Guess(writer, unit);
        Write(writer, unit);
        foreach (var variant in unit.Variants)
        {
            if (variant.Converts)
            {
                writer.Line($$"""

                    /// <summary>The variant <see cref="{{variant.Name}}"/> with that value.</summary>
                    public static implicit operator {{unit.TypeName}}({{variant.Type.Name}} value) => new {{variant.Name}}(value);
                    """);
            }
        }

        writer.Close();
    }

    private static void Variant(SourceWriter writer, UnionUnit unit, UnionVariantModel variant)
    {
        DocEmitter.Words(writer, variant.Doc);
        writer.Line("/// <param name=\"Value\">The members beside the tag.</param>");
        DocEmitter.Obsolete(writer, variant.Doc);
        writer.Line($"public sealed record {variant.Name}({variant.Type.Name} Value) : {unit.TypeName};");
        writer.Line();
    }

    private static void Unknown(SourceWriter writer, UnionUnit unit) => writer.Line($$"""
        /// <summary>A variant that this version of the schema does not know: kept, and written back.</summary>
        /// <param name="Tag">The tag's value.</param>
        /// <param name="Body">The whole object, tag and all.</param>
        public sealed record Unknown(string Tag, global::System.Text.Json.JsonElement Body) : {{unit.TypeName}}
        {
            /// <inheritdoc/>
            public bool Equals(Unknown? other) => other is not null && Tag == other.Tag && {{Known.Wire}}WireJson.AreEqual(Body, other.Body);

            /// <inheritdoc/>
            public override int GetHashCode() => global::System.StringComparer.Ordinal.GetHashCode(Tag);
        }

        """);

    private static void Read(SourceWriter writer, UnionUnit unit)
    {
        var tag = Identifiers.Literal(unit.Tag) + "u8";
        writer.Line($$"""
            /// <inheritdoc/>
            {{Known.Hidden}}
            public static {{unit.TypeName}} ReadWire(ref {{Known.JsonReader}} reader, {{Known.Wire}}WireMode mode)
            {
                var variant = {{Known.Reader}}.Tag(ref reader, {{tag}});
                switch (variant.Length)
                {
            """);
        writer.Indent();
        writer.Indent();
        foreach (var variant in unit.Variants)
        {
            Label(writer, variant.WireName);
            foreach (var was in variant.Was)
                Label(writer, was);
            writer.Line($"    return new {variant.Name}({variant.Type.Name}.ReadWireMembers(ref reader, mode, {tag}));");
        }

        writer.Line("default:");
        writer.Indent();
        if (unit.Open)
            writer.Line($"if (mode == {Known.Wire}WireMode.Strict)");
        var known = Identifiers.Literal(string.Join(", ", unit.Variants.Select(static v => v.WireName)));
        writer.Line($"{(unit.Open ? "    " : "")}{Known.Reader}.UnknownVariant(ref reader, {tag}, variant, {known});");
        writer.Line(unit.Open
            ? $"return new Unknown(global::System.Text.Encoding.UTF8.GetString(variant), {Known.Wire}JsonCodec.ReadWire(ref reader, mode));"
            : "return null;");
        writer.Outdent();
        writer.Outdent();
        writer.Outdent();
        writer.Line("""
                }
            }

            """);
    }

    private static void Guess(SourceWriter writer, UnionUnit unit)
    {
        writer.Line($$"""
            /// <inheritdoc/>
            {{Known.Hidden}}
            public static bool TryReadWire(ref {{Known.Cursor}} cursor, out {{unit.TypeName}} value)
            """);
        writer.Open();
        writer.Line("cursor.BeginObject();");
        var tag = Identifiers.Literal(unit.Tag);
        for (var i = 0; i < unit.Variants.Count; i++)
        {
            var variant = unit.Variants[i];
            var both = Identifiers.Literal($"\"{unit.Tag}\":\"{variant.WireName}\"");

            // Once its tag is taken no other variant is tried: where the members were declined, the cursor may stand anywhere.
            writer.Line($$"""
                if (cursor.TryName({{both}}u8))
                {
                    if (!{{variant.Type.Name}}.TryReadWireMembers(ref cursor, {{tag}}u8, out var members{{i}}))
                    {
                        value = null!;
                        return false;
                    }

                    value = new {{variant.Name}}(members{{i}});
                    return true;
                }

                """);
        }

        writer.Line("value = null!;");
        writer.Line("return false;");
        writer.Close();
        writer.Line();
    }

    private static void Label(SourceWriter writer, string name) =>
        writer.Line($"case {Encoding.UTF8.GetByteCount(name)} when {Known.SequenceEqual}(variant, {Identifiers.Literal(name)}u8):");

    private static void Write(SourceWriter writer, UnionUnit unit)
    {
        writer.Line($$"""
            /// <inheritdoc/>
            {{Known.Hidden}}
            public static void WriteWire(ref {{Known.WireWriter}} writer, {{unit.TypeName}} value)
            {
                global::System.ArgumentNullException.ThrowIfNull(value);
                switch (value)
                {
            """);
        writer.Indent();
        writer.Indent();
        foreach (var variant in unit.Variants)
        {
            writer.Line($$"""
                case {{variant.Name}} variant:
                    writer.BeginObject();
                    writer.WriteName({{Identifiers.Literal($"\"{unit.Tag}\":\"{variant.WireName}\"")}}u8);
                    {{variant.Type.Name}}.WriteWireMembers(ref writer, variant.Value);
                    writer.EndObject();
                    break;
                """);
        }

        if (unit.Open)
        {
            writer.Line($$"""
                case Unknown unknown:
                    {{Known.Wire}}JsonCodec.WriteWire(ref writer, unknown.Body);
                    break;
                """);
        }

        writer.Outdent();
        writer.Outdent();
        writer.Line("""
                }
            }
            """);
    }
}
