using Virtwire.Sdk.Generators.Model;
using Virtwire.Sdk.Generators.Planning;

namespace Virtwire.Sdk.Generators.Emit;

/// <summary>Prints the exception of an error, and the record of its details.</summary>
internal static class ErrorEmitter
{
    public static void Emit(SourceWriter writer, ErrorUnit unit)
    {
        var name = unit.TypeName;
        DocEmitter.Element(writer, unit.Doc);
        writer.Line($"public sealed class {name} : {Known.Sdk}HostException");
        writer.Open();
        if (unit.Details is { } data)
        {
            writer.Line($$"""
                private readonly {{data.TypeName}}? _details;

                """);
        }

        Constructors(writer, unit);
        Descriptor(writer, unit.Facts);
        if (unit.Details is { } details)
            Properties(writer, details, name);
        writer.Close();
        if (unit.Details is { } record)
        {
            writer.Line();
            RecordEmitter.Emit(writer, record);
        }
    }

    private static void Constructors(SourceWriter writer, ErrorUnit unit)
    {
        writer.Line("""
            /// <summary>The error as a peer sent it.</summary>
            /// <param name="payload">What was sent.</param>
            """);
        writer.Line($"public {unit.TypeName}({Known.Sdk}ErrorPayload payload)");
        if (unit.Details is not { } details)
        {
            writer.Line($$"""
                    : base(payload, Descriptor)
                {
                }

                /// <summary>The error, raised here.</summary>
                /// <param name="message">What went wrong, with which object, and why.</param>
                /// <param name="innerException">What brought it about.</param>
                public {{unit.TypeName}}(string message, global::System.Exception? innerException = null)
                    : base(Descriptor, message, innerException: innerException)
                {
                }

                """);
            return;
        }

        var type = details.TypeName;
        var isAsked = details.Members.Any(static m => !m.MayBeAbsent);
        var value = isAsked ? "" : $"details is null ? null : ";
        writer.Line($$"""
                : base(payload, Descriptor) => _details = {{Known.Wire}}WireValue.TryDetails<{{type}}>(payload.Details);

            /// <summary>The error, raised here.</summary>
            /// <param name="message">What went wrong, with which object, and why.</param>
            /// <param name="details">What the error tells beside the message.</param>
            /// <param name="innerException">What brought it about.</param>
            public {{unit.TypeName}}(string message, {{type}}{{(isAsked ? "" : "?")}} details{{(isAsked ? "" : " = null")}}, global::System.Exception? innerException = null)
                : base(Descriptor, message, {{value}}{{Known.Wire}}WireValue.ToElement<{{type}}, {{type}}>(details), innerException) => _details = details;

            """);
    }

    private static void Descriptor(SourceWriter writer, ErrorFacts facts)
    {
        writer.Line("/// <summary>What the schema says about the error.</summary>");
        writer.Line($"public static {Known.Sdk}ErrorDescriptor Descriptor {{ get; }} = new({Identifiers.Literal(facts.Name)}, {facts.Code})");
        writer.Open();
        writer.Line($"""
            Namespace = {Identifiers.Literal(facts.Namespace)},
            Since = new({facts.SinceMajor}, {facts.SinceMinor}),
            Http = {facts.Http},
            Retry = {Known.Sdk}RetryClass.{facts.Retry},
            """);
        if (facts.Hint is not null)
            writer.Line($"Hint = {Identifiers.Literal(facts.Hint)},");
        writer.Close(";");
    }

    private static void Properties(SourceWriter writer, RecordModel details, string exceptionType)
    {
        foreach (var member in details.Members)
        {
            writer.Line();
            DocEmitter.Element(writer, member.Doc);
            var type = member.PropertyType.EndsWith("?", StringComparison.Ordinal) ? member.PropertyType : member.PropertyType + "?";
            writer.Line($"public {type} {DataProperties.OfException(member, details.Members, exceptionType)} => _details?.{member.Property};");
        }
    }
}
