using Virtwire.Sdk.Generators.Model;

namespace Virtwire.Sdk.Generators.Emit;

/// <summary>Prints the base class of a resource's events: what they are about, and which kinds there are.</summary>
internal static class AnyEventEmitter
{
    public static void Emit(SourceWriter writer, EventsUnit unit, AnyEventPlan any)
    {
        var contract = $"{Known.Sdk}IResourceEvent<{any.Type}, {unit.ReferenceType}>";
        var kind = $"{Known.Sdk}EventKind<{any.Type}, {unit.ReferenceType}>";
        writer.Line($"/// <summary>An event of {any.Resource}, of whatever kind.</summary>");
        writer.Line($"public abstract class {any.Type} : {Known.Sdk}HostEvent, {contract}");
        writer.Open();
        writer.Line($"private static readonly global::System.Collections.Generic.IReadOnlyList<{kind}> _kinds =");
        writer.Line("[");
        writer.Indent();
        foreach (var model in unit.Events)
            writer.Line($"{Known.Sdk}EventKind.Of<{any.Type}, {unit.ReferenceType}, {model.EventType}, {model.DataType}>({model.Descriptor}),");
        writer.Outdent();
        writer.Line("];");
        writer.Line();
        if (unit.HandleType is { } handle)
        {
            writer.Line($$"""
                private readonly {{handle}}? _subject;

                private protected {{any.Type}}({{handle}} subject, string position)
                    : base(position) => _subject = subject;

                """);
        }
        else
        {
            writer.Line($$"""
                private protected {{any.Type}}(string position)
                    : base(position)
                {
                }

                """);
        }

        writer.Line($$"""
            private protected {{any.Type}}({{Known.Sdk}}EventGap gap)
                : base(gap)
            {
            }

            static global::System.Collections.Generic.IReadOnlyList<{{kind}}> {{contract}}.Kinds => _kinds;

            static {{any.Type}} {{contract}}.FromGap({{Known.Sdk}}EventGap gap) => new Missing_(gap);

            """);
        EventEmitter.Subject(writer, unit);
        writer.Line($$"""
            private sealed class Missing_({{Known.Sdk}}EventGap gap) : {{any.Type}}(gap);
            """);
        writer.Close();
        writer.Line();
    }
}
