using Virtwire.Sdk.Generators.Model;
using Virtwire.Sdk.Generators.Planning;

namespace Virtwire.Sdk.Generators.Emit;

/// <summary>Prints the base class of a resource's drivers and its dispatch table.</summary>
internal static class DriverEmitter
{
    public static void Emit(SourceWriter writer, DriverUnit unit)
    {
        DocEmitter.Words(writer, unit.Doc.ForServers);
        writer.Line($"public abstract class {unit.TypeName} : {Known.Server}ResourceDriver");
        writer.Open();
        foreach (var method in unit.Methods)
            Method(writer, unit, method);
        Table(writer, unit);
        writer.Close();
    }

    private static void Method(SourceWriter writer, DriverUnit unit, MethodPlan method)
    {
        DocEmitter.Words(writer, method.Doc.ForServers);
        var argument = method.Request switch
        {
            RequestKind.None => "",
            RequestKind.SelfOnly => unit.ReferenceType + " self, ",
            _ => method.RequestType + " request, ",
        };
        if (method.Request == RequestKind.SelfOnly)
            writer.Line("/// <param name=\"self\">The object that is asked.</param>");
        else if (method.Request == RequestKind.Own)
            writer.Line("/// <param name=\"request\">The parameters.</param>");
        writer.Line("/// <param name=\"call\">The call: who makes it, until when, and whether it is still wanted.</param>");
        ErrorDocs.Emit(writer, method.Errors);
        writer.Line($$"""
            public virtual {{ReturnType(method)}} {{method.Name}}Async({{argument}}{{Known.Server}}CallContext call) =>
                throw NotSupported({{method.Descriptor}});

            """);
    }

    private static void Table(SourceWriter writer, DriverUnit unit)
    {
        writer.Line("/// <summary>The methods and events as a server dispatches them.</summary>");
        writer.Line($"public static {Known.Server}ResourceTable DispatchTable {{ get; }} = new(");
        writer.Indent();
        writer.Line($"""
            {unit.Description},
            {Identifiers.Literal(unit.Resource)},
            typeof({unit.TypeName}),
            [
            """);
        writer.Indent();
        foreach (var method in unit.Methods)
        {
            var argument = method.Request switch
            {
                RequestKind.None => "",
                RequestKind.SelfOnly => "request.Self, ",
                _ => "request, ",
            };
            writer.Line($"""
                {Known.Server}ServerMethod.{Factory(unit, method)}(
                    {method.Descriptor},
                    nameof({method.Name}Async),
                    static (driver, request, call) => driver.{method.Name}Async({argument}call)),
                """);
        }

        writer.Outdent();
        writer.Line("],");
        writer.Line("[");
        writer.Indent();
        foreach (var descriptor in unit.Events)
            writer.Line(descriptor + ",");
        writer.Outdent();
        writer.Line("]);");
        writer.Outdent();
        writer.Line($"""

            /// <inheritdoc/>
            public sealed override {Known.Server}ResourceTable Table => DispatchTable;
            """);
    }

    private static string Factory(DriverUnit unit, MethodPlan method) => method.Result switch
    {
        _ when method.Task is { } task => $"ForTask<{unit.TypeName}, {method.RequestType}, {task.ProgressType}, {task.ResultType}>",
        ResultKind.Nothing => $"ForNothing<{unit.TypeName}, {method.RequestType}>",
        ResultKind.Value => $"ForValue<{unit.TypeName}, {method.RequestType}, {method.ResultType}, {method.ValueType}>",
        ResultKind.Page or ResultKind.HandlePage =>
            $"ForValue<{unit.TypeName}, {method.RequestType}, {Known.Wire}WirePage<{method.ResultType}>, {Known.Sdk}Page<{method.ResultType}>>",
        _ => $"ForResult<{unit.TypeName}, {method.RequestType}, {method.ResultType}>",
    };

    private static string ReturnType(MethodPlan method) => method.Result switch
    {
        _ when method.Task is { } task => $"{Known.ValueTask}<{Known.Server}TaskWork<{task.ProgressType}, {task.ResultType}>>",
        ResultKind.Nothing => Known.ValueTask,
        ResultKind.Value => $"{Known.ValueTask}<{method.ValueType}>",
        ResultKind.Page or ResultKind.HandlePage => $"{Known.ValueTask}<{Known.Sdk}Page<{method.ResultType}>>",
        _ => $"{Known.ValueTask}<{method.ResultType}>",
    };
}
