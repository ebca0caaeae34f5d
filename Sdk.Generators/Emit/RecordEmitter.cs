using Virtwire.Sdk.Generators.Model;
using Virtwire.Sdk.Schema.Model;

namespace Virtwire.Sdk.Generators.Emit;

/// <summary>Prints a record: its properties and its codec.</summary>
internal static class RecordEmitter
{
    public static void EmitAll(SourceWriter writer, EquatableArray<RecordModel> records)
    {
        for (var i = 0; i < records.Count; i++)
        {
            if (i > 0)
                writer.Line();
            Emit(writer, records[i]);
        }
    }

    public static void Emit(SourceWriter writer, RecordModel record)
    {
        DocEmitter.Element(writer, record.Doc);
        writer.Line($"public {(record.IsValueType ? "readonly record struct" : "sealed record")} {record.TypeName} : {Interfaces(record)}");
        writer.Open();
        foreach (var member in record.Members)
            Property(writer, member);
        if (record.KeepsUnknownMembers)
        {
            writer.Line($$"""
                /// <summary>Members that this version of the schema does not know: kept, and written back.</summary>
                public {{Known.UnknownMembers}}? UnknownMembers { get; init; }

                """);
        }

        if (record.KeySets.Count > 0)
            KeySetEmitter.Factories(writer, record);
        RecordReaderEmitter.Emit(writer, record);
        RecordWriterEmitter.Emit(writer, record);
        Adapters(writer, record);
        DraftEmitter.Emit(writer, record);
        if (record.HasSensitiveMembers)
            RedactionEmitter.Emit(writer, record);
        writer.Close();
    }

    private static void Property(SourceWriter writer, MemberModel member)
    {
        DocEmitter.Element(writer, member.Doc);
        var required = member is { MayBeAbsent: false, AskedFor: true } ? "required " : "";
        writer.Line($$"""
            public {{required}}{{member.PropertyType}} {{member.Property}} { get; init; }

            """);
    }

    private static string Interfaces(RecordModel record)
    {
        var interfaces = $"{Known.Wire}IWireStruct<{record.TypeName}>";
        if (record.SingleMember >= 0)
            interfaces += $", {Known.Wire}IWireSingle<{record.TypeName}, {record.Members[record.SingleMember].PropertyType}>";
        if (record.IsPageRequest)
            interfaces += $", {Known.Wire}IPageRequest<{record.TypeName}>";
        if (record.KeySets.Count > 0)
            interfaces += $", {KeySetEmitter.Interface(record)}";
        return interfaces;
    }

    private static void Adapters(SourceWriter writer, RecordModel record)
    {
        if (record.KeySets.Count > 0)
            KeySetEmitter.Comparison(writer, record);
        var name = record.TypeName;
        if (record.SingleMember >= 0)
        {
            // Not explicit: the metadata has explicit members under the full names of all types of their interface, and names have an end.
            var member = record.Members[record.SingleMember];
            writer.Line($$"""

                /// <inheritdoc/>
                {{Known.Hidden}}
                public static {{name}} WrapWire({{member.PropertyType}} value) => new() { {{member.Property}} = value };

                /// <inheritdoc/>
                {{Known.Hidden}}
                public static {{member.PropertyType}} UnwrapWire({{name}} self) => self.{{member.Property}};
                """);
        }

        if (record.IsPageRequest)
        {
            writer.Line($$"""

                static {{name}} {{Known.Wire}}IPageRequest<{{name}}>.WithPage({{name}} request, int? limit, string? after) =>
                    request with { Limit = limit ?? request.Limit, After = after };
                """);
        }
    }
}
