using Virtwire.Sdk.Generators.Model;

namespace Virtwire.Sdk.Generators.Emit;

/// <summary>Prints the classes of a resource's events.</summary>
internal static class EventEmitter
{
    public static void Emit(SourceWriter writer, EventsUnit unit)
    {
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
        var contract = $"{Known.Sdk}IHostEvent<{name}, {unit.ReferenceType}, {model.DataType}>";
        DocEmitter.Element(writer, model.Doc);
        writer.Line($"public sealed class {name} : {Known.Sdk}HostEvent, {contract}");
        writer.Open();
        writer.Line($"""
            // EVENT
            """);
        writer.Close();
    }
}
