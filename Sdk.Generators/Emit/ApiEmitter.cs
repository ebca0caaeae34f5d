using Virtwire.Sdk.Generators.Model;
using Virtwire.Sdk.Generators.Planning;
using Virtwire.Sdk.Schema.Model;

namespace Virtwire.Sdk.Generators.Emit;

/// <summary>Prints the description of a namespace: descriptors, the canonical schema, and what makes exceptions of errors.</summary>
internal static class ApiEmitter
{
    public static void Emit(SourceWriter writer, ApiUnit unit)
    {
        writer.Line($"/// <summary>The namespace {unit.SchemaNamespace}: what its schema says about methods, events and errors.</summary>");
        writer.Line($"public static class {unit.TypeName}");
        writer.Open();
        Description(writer, unit);
        foreach (var resource in unit.Resources)
        {
            writer.Line();
            Resource(writer, unit, resource);
        }

        writer.Close();
        writer.Line();
        Errors(writer, unit);
    }

    private static void Description(SourceWriter writer, ApiUnit unit)
    {
        writer.Line("/// <summary>The whole description.</summary>");
        writer.Line($"public static {Known.Sdk}ApiDescription Description {{ get; }} = new()");
        writer.Open();
        writer.Line($"""
            Namespace = {Identifiers.Literal(unit.SchemaNamespace)},
            Version = {Version(unit.Version)},
            WireHash = {Identifiers.Literal(unit.WireHash)},
            """);
        var quotes = Quotes(unit.CanonicalSchema);
        writer.Line("CanonicalSchema =");
        writer.Indent();
        writer.Line(quotes);
        writer.Line(unit.CanonicalSchema);
        writer.Line(quotes + "u8.ToArray(),");
        writer.Outdent();
        List(writer, "Imports", unit.Imports);
        List(writer, "Methods", unit.Resources.SelectMany(static r => r.Methods.Select(m => r.Name + "." + m.Property)));
        List(writer, "Events", unit.Resources.SelectMany(static r => r.Events.Select(e => r.Name + "." + e.Property)));
        List(writer, "Errors", unit.Errors.Select(static e => e.ExceptionType + ".Descriptor"));
        writer.Close(";");
    }

    private static void List(SourceWriter writer, string property, IEnumerable<string> items)
    {
        writer.Line(property + " =");
        writer.Line("[");
        writer.Indent();
        foreach (var item in items)
            writer.Line(item + ",");
        writer.Outdent();
        writer.Line("],");
    }

    private static void Resource(SourceWriter writer, ApiUnit unit, ApiResource resource)
    {
        DocEmitter.Element(writer, resource.Doc);
        writer.Line($"public static class {resource.Name}");
        writer.Open();
        foreach (var method in resource.Methods)
            Method(writer, unit, method);
        foreach (var model in resource.Events)
            Event(writer, unit, model);
        writer.Close();
    }

    private static void Method(SourceWriter writer, ApiUnit unit, ApiMethod method)
    {
        DocEmitter.Element(writer, method.Doc);
        writer.Line($"public static {New(method.Property)}{Known.Sdk}MethodDescriptor {method.Property} {{ get; }} = new({Identifiers.Literal(method.WireName)})");
        writer.Open();
        writer.Line($"""
            Namespace = {Identifiers.Literal(unit.SchemaNamespace)},
            Since = {Version(method.Since)},
            Access = {Known.Sdk}MethodAccess.{AccessName(method.Access)},
            Errors = {unit.ErrorsType}.Instance,
            """);
        Flag(writer, "Static", method.IsStatic);
        Flag(writer, "Idempotent", method.Idempotent);
        Flag(writer, "Destructive", method.Destructive);
        Flag(writer, "StartsTask", method.StartsTask);
        Flag(writer, "CancelsTask", method.CancelsTask);
        if (method.Stream != StreamDirection.None)
            writer.Line($"Stream = {Known.Sdk}StreamDirection.{method.Stream.ToString()},");
        if (method.MaxPage is { } most)
            writer.Line($"MaxPage = {most},");
        Flag(writer, "IgnoresUnknownParams", method.IgnoresUnknownParams);
        Names(writer, "Positional", method.Positional);
        Names(writer, "EarlierNames", method.EarlierNames);
        Names(writer, "Features", method.Features);
        Flag(writer, "Preview", method.Preview);
        writer.Close(";");
        writer.Line();
    }

    private static void Names(SourceWriter writer, string property, EquatableArray<string> names)
    {
        if (names.Count > 0)
            writer.Line($"{property} = [{string.Join(", ", names.Select(Identifiers.Literal))}],");
    }

    /// <summary>A descriptor may have the name of something that every class inherits: <c>getType</c> is a good name for a method.</summary>
    private static string New(string property) =>
        property is "Equals" or "GetHashCode" or "GetType" or "MemberwiseClone" or "ReferenceEquals" or "ToString" ? "new " : "";

    private static void Flag(SourceWriter writer, string property, bool value)
    {
        if (value)
            writer.Line(property + " = true,");
    }

    private static void Event(SourceWriter writer, ApiUnit unit, ApiEvent model)
    {
        var type = $"{Known.Sdk}EventDescriptor<{model.ReferenceType}, {model.DataType}>";
        DocEmitter.Element(writer, model.Doc);
        writer.Line($"public static {New(model.Property)}{type} {model.Property} {{ get; }} = new({Identifiers.Literal(model.WireName)})");
        writer.Open();
        writer.Line($"""
            Namespace = {Identifiers.Literal(unit.SchemaNamespace)},
            Since = {Version(model.Since)},
            Delivery = {Known.Sdk}EventDelivery.{(model.Delivery == EventDelivery.Live ? "Live" : "Replay")},
            """);
        Names(writer, "EarlierNames", model.EarlierNames);
        Names(writer, "Features", model.Features);
        Flag(writer, "Preview", model.Preview);
        writer.Close(";");
        writer.Line();
    }

    private static void Errors(SourceWriter writer, ApiUnit unit)
    {
        // A class of its own: were the instance a member of the description, the two would wait for each other's initializers.
        writer.Line($"/// <summary>Makes exceptions of the errors of {unit.SchemaNamespace}.</summary>");
        writer.Line(Known.Hidden);
        writer.Line($"public sealed class {unit.ErrorsType} : {Known.Sdk}ErrorFactory");
        writer.Open();
        writer.Line($$"""
            private {{unit.ErrorsType}}()
            {
            }

            /// <summary>The only one.</summary>
            public static {{unit.ErrorsType}} Instance { get; } = new();

            /// <inheritdoc/>
            public override {{Known.Sdk}}HostException? Create({{Known.Sdk}}ErrorPayload payload) => payload.Code switch
            {
            """);
        writer.Indent();
        foreach (var error in unit.Errors)
            writer.Line($"{error.Code} when payload.Name is null or {string.Join(" or ", error.Names.Select(Identifiers.Literal))} => new {error.ExceptionType}(payload),");
        var others = unit.ImportedErrors.Select(static i => i + ".Create(payload)").ToList();
        writer.Line($"_ => {(others.Count == 0 ? "null" : string.Join(" ?? ", others))},");
        writer.Outdent();
        writer.Line("};");
        writer.Close();
    }

    private static string AccessName(MethodAccess access) => access switch
    {
        MethodAccess.Read => "Read",
        MethodAccess.Write => "Write",
        _ => "Admin",
    };

    private static string Version(SchemaVersion version) => $"new({version.Major}, {version.Minor})";

    private static string Quotes(string text)
    {
        var quotes = "\"\"\"";
        while (text.Contains(quotes))
            quotes += "\"";
        return quotes;
    }
}
