using System.Globalization;
using Virtwire.Sdk.Generators.Model;

namespace Virtwire.Sdk.Generators.Emit;

/// <summary>Prints a closed enum: a native one and its codec.</summary>
internal static class ClosedEnumEmitter
{
    public static void Emit(SourceWriter writer, EnumUnit unit)
    {
        DocEmitter.Element(writer, unit.Doc);
        writer.Line($"public enum {unit.TypeName}");
        writer.Open();
        foreach (var member in unit.Members)
        {
            DocEmitter.Element(writer, member.Doc);
            writer.Line($"{member.Name} = {member.Number.ToString(CultureInfo.InvariantCulture)},");
            writer.Line();
        }

        writer.Close();
        writer.Line($$"""

            /// <summary>Reads and writes <see cref="{{unit.TypeName}}"/>.</summary>
            {{Known.Hidden}}
            public readonly struct {{unit.TypeName}}Codec : {{Known.Wire}}IWireCodec<{{unit.TypeName}}>
            """);
        writer.Open();
        SymbolTableEmitter.Emit(writer, unit);
        writer.Line($$"""
            /// <inheritdoc/>
            public static {{unit.TypeName}} ReadWire(ref {{Known.JsonReader}} reader, {{Known.Wire}}WireMode mode) => ({{unit.TypeName}})Symbols.ReadClosed(ref reader);

            /// <inheritdoc/>
            {{Known.Hidden}}
            public static bool TryReadWire(ref {{Known.Cursor}} cursor, out {{unit.TypeName}} value)
            {
                var symbol = Symbols.TryRead(ref cursor);
                value = ({{unit.TypeName}})(symbol?.Number ?? 0);
                return symbol is not null;
            }

            /// <inheritdoc/>
            public static void WriteWire(ref {{Known.WireWriter}} writer, {{unit.TypeName}} value) => Symbols.WriteClosed(ref writer, (int)value);
            """);
        writer.Close();
    }
}
