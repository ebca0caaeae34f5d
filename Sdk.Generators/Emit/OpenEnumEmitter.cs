using System.Globalization;
using Virtwire.Sdk.Generators.Model;

namespace Virtwire.Sdk.Generators.Emit;

/// <summary>Prints an open enum: a struct over the wire's text, with a native enum of what is known for <c>switch</c>.</summary>
internal static class OpenEnumEmitter
{
    public static void Emit(SourceWriter writer, EnumUnit unit)
    {
        var name = unit.TypeName;
        DocEmitter.Element(writer, unit.Doc);
        writer.Line($"public readonly struct {name} : {Known.Wire}IWireType<{name}>, global::System.IEquatable<{name}>");
        writer.Open();
        SymbolTableEmitter.Emit(writer, unit);
        writer.Line($$"""
            private readonly {{Known.Wire}}WireSymbol? _symbol;

            private {{name}}({{Known.Wire}}WireSymbol symbol) => _symbol = symbol;

            """);
        KnownValues(writer, unit);
        for (var i = 0; i < unit.Members.Count; i++)
        {
            DocEmitter.Element(writer, unit.Members[i].Doc);
            writer.Line($$"""
                public static {{name}} {{unit.Members[i].Name}} { get; } = new(Symbols[{{i}}]);

                """);
        }

        Body(writer, unit);
        writer.Close();
    }

    private static void KnownValues(SourceWriter writer, EnumUnit unit)
    {
        writer.Line("/// <summary>The values that this version of the schema knows.</summary>");
        writer.Line("public enum Known");
        writer.Open();
        writer.Line("""
            /// <summary>A value that this version of the schema does not know, or none at all.</summary>
            Unrecognized = int.MinValue,

            """);
        foreach (var member in unit.Members)
        {
            DocEmitter.Element(writer, member.Doc);
            writer.Line($"{member.Name} = {member.Number.ToString(CultureInfo.InvariantCulture)},");
            writer.Line();
        }

        writer.Close();
        writer.Line();
    }

    private static void Body(SourceWriter writer, EnumUnit unit)
    {
        var name = unit.TypeName;
        DocEmitter.Tag(writer, "summary", unit.Fallback is null
            ? "The value for switch; Unrecognized where this version of the schema does not know it."
            : $"The value for switch; {unit.Fallback} where this version of the schema does not know it.");
        writer.Line($$"""
            public Known Value => (Known)(_symbol?.Number ?? {{Known.Wire}}WireSymbolTable.Unrecognized);

            /// <summary>Whether this version of the schema knows the value.</summary>
            public bool IsKnown => _symbol is { IsKnown: true };

            /// <summary>The value with that text on the wire, known or not.</summary>
            public static {{name}} Of(string text) => new(Symbols.Of(text));

            /// <inheritdoc/>
            {{Known.Hidden}}
            public static {{name}} ReadWire(ref {{Known.JsonReader}} reader, {{Known.Wire}}WireMode mode) => new(Symbols.ReadOpen(ref reader, mode));

            /// <inheritdoc/>
            {{Known.Hidden}}
            public static bool TryReadWire(ref {{Known.Cursor}} cursor, out {{name}} value)
            {
                value = Symbols.TryRead(ref cursor) is { } symbol ? new(symbol) : default;
                return value._symbol is not null;
            }

            /// <inheritdoc/>
            {{Known.Hidden}}
            public static void WriteWire(ref {{Known.WireWriter}} writer, {{name}} value) => Symbols.WriteOpen(ref writer, value._symbol);

            /// <summary>The text on the wire; empty for the default, which stands for no value.</summary>
            public override string ToString() => _symbol?.Text ?? "";

            /// <inheritdoc/>
            public bool Equals({{name}} other) => _symbol is null ? other._symbol is null : _symbol.Equals(other._symbol);

            /// <inheritdoc/>
            public override bool Equals(object? obj) => obj is {{name}} other && Equals(other);

            /// <inheritdoc/>
            public override int GetHashCode() => _symbol?.GetHashCode() ?? 0;

            /// <summary>Whether both have the same text on the wire.</summary>
            public static bool operator ==({{name}} left, {{name}} right) => left.Equals(right);

            /// <summary>Whether their texts on the wire differ.</summary>
            public static bool operator !=({{name}} left, {{name}} right) => !left.Equals(right);
            """);
    }
}
