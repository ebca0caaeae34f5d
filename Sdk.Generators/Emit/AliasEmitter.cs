using Virtwire.Sdk.Generators.Model;

namespace Virtwire.Sdk.Generators.Emit;

/// <summary>Prints the codec of a constrained alias.</summary>
internal static class AliasEmitter
{
    public static void Emit(SourceWriter writer, AliasUnit unit)
    {
        DocEmitter.Element(writer, unit.Doc);
        writer.Line(Known.Hidden);
        writer.Line($"public readonly struct {unit.CodecName} : {Known.Wire}IWireCodec<{unit.Target.Name}>");
        writer.Open();
        CheckEmitter.Patterns(writer, unit.Checks, "Value");
        writer.Line("/// <inheritdoc/>");
        writer.Line($"public static {unit.Target.Name} ReadWire(ref {Known.JsonReader} reader, {Known.Wire}WireMode mode)");
        CheckEmitter.Body(writer, unit.Target, unit.Checks, "Value");
        var mayBeNull = unit.Target.IsValueType ? "" : "[global::System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] ";
        writer.Line($$"""

            /// <inheritdoc/>
            public static bool TryReadWire(ref {{Known.Cursor}} cursor, {{mayBeNull}}out {{unit.Target.Name}} value) =>
                {{unit.Target.Codec}}.TryReadWire(ref cursor, out value)
                && (!cursor.IsStrict || ({{CheckEmitter.Met(unit.Checks, "value", "Value")}}));

            /// <inheritdoc/>
            public static void WriteWire(ref {{Known.WireWriter}} writer, {{unit.Target.Name}} value) => {{unit.Target.Codec}}.WriteWire(ref writer, value);
            """);
        writer.Close();
    }
}
