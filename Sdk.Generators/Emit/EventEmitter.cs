using Virtwire.Sdk.Generators.Model;
using Virtwire.Sdk.Generators.Planning;

namespace Virtwire.Sdk.Generators.Emit;

/// <summary>Prints the classes of a resource's events.</summary>
internal static class EventEmitter
{
    public static void Emit(SourceWriter writer, EventsUnit unit)
    {
        if (unit.AnyEvent is { } any)
            AnyEventEmitter.Emit(writer, unit, any);
        for (var i = 0; i < unit.Events.Count; i++)
        {
            if (i > 0)
                writer.Line();
            Event(writer, unit, unit.Events[i]);
        }
    }

    private static void Event(SourceWriter writer, EventsUnit unit, EventPlan model)
    {
        var name = model.EventType;
        DocEmitter.Element(writer, model.Doc);
        writer.Line($"public sealed class {name} : {unit.AnyEvent?.Type ?? Known.Sdk + "HostEvent"}, {Known.Sdk}IHostEvent<{name}, {unit.ReferenceType}, {model.DataType}>");
        writer.Open();
        Construction(writer, unit, model);
        if (unit.AnyEvent is null)
            Subject(writer, unit);
        writer.Line($$"""
            /// <summary>What it tells.</summary>
            /// <exception cref="global::System.InvalidOperationException">The event is a gap.</exception>
            public {{model.DataType}} Data => Present(_data);

            """);
        foreach (var member in model.Data)
        {
            DocEmitter.Element(writer, member.Doc);
            writer.Line($$"""
                public {{member.PropertyType}} {{DataProperties.OfEvent(member, model.Data, name, unit.HandleProperty)}} => Data.{{member.Property}};

                """);
        }

        writer.Close();
    }

    /// <summary>What the events of a resource with handles are about.</summary>
    public static void Subject(SourceWriter writer, EventsUnit unit)
    {
        if (unit.HandleType is not { } handle)
            return;
        writer.Line($$"""
            /// <summary>The object that it is about.</summary>
            /// <exception cref="global::System.InvalidOperationException">The event is a gap.</exception>
            public {{handle}} {{unit.HandleProperty}} => Present(_subject);

            """);
    }

    private static void Construction(SourceWriter writer, EventsUnit unit, EventPlan model)
    {
        var name = model.EventType;
        var contract = $"{Known.Sdk}IHostEvent<{name}, {unit.ReferenceType}, {model.DataType}>";
        var ownsSubject = unit.HandleType is not null && unit.AnyEvent is null;
        if (ownsSubject)
            writer.Line($"private readonly {unit.HandleType}? _subject;");
        writer.Line($"private readonly {model.DataType}? _data;");
        writer.Line();
        var subject = unit.HandleType is null ? "" : unit.HandleType + " subject, ";
        writer.Line($"private {name}({subject}{model.DataType} data, string position)");
        writer.Indent();
        writer.Line(unit.HandleType is not null && !ownsSubject ? ": base(subject, position)" : ": base(position)");
        writer.Outdent();
        writer.Open();
        if (ownsSubject)
            writer.Line("_subject = subject;");
        writer.Line("_data = data;");
        writer.Close();
        var bound = unit.HandleType is null ? "" : $"new {unit.HandleType}(connection, self, default), ";
        writer.Line($$"""

            private {{name}}({{Known.Sdk}}EventGap gap)
                : base(gap)
            {
            }

            static {{name}} {{contract}}.FromWire(
                {{Known.Sdk}}HostConnection connection, {{unit.ReferenceType}} self, {{model.DataType}} data, string position) => new({{bound}}data, position);

            static {{name}} {{contract}}.FromGap({{Known.Sdk}}EventGap gap) => new(gap);

            """);
    }
}
