using Virtwire.Sdk.Generators.Model;
using Virtwire.Sdk.Schema.Model;

namespace Virtwire.Sdk.Generators.Emit;

/// <summary>Prints a method of a handle or a collection: one call of the support surface.</summary>
internal static class ClientMethodEmitter
{
    public static void Emit(SourceWriter writer, MethodPlan method)
    {
        Docs(writer, method);
        var head = $"public virtual {ReturnType(method)} {method.Name}Async({Parameters(method)})";
        var call = $"{Call(method)}({method.Descriptor}, {Request(method)}, cancellationToken);";
        if (!method.Parameters.Any(static p => p.CameIn is not null))
        {
            writer.Line($$"""
                {{head}} =>
                    {{call}}

                """);
            return;
        }

        writer.Line(head);
        writer.Open();
        foreach (var parameter in method.Parameters)
        {
            if (parameter.CameIn is { } since)
                LaterParameter(writer, method, parameter, since);
        }

        writer.Line("return " + call);
        writer.Close();
        writer.Line();
    }

    /// <summary>A parameter that came after its method: an older peer has the method without it.</summary>
    private static void LaterParameter(SourceWriter writer, MethodPlan method, MemberModel parameter, SchemaVersion since)
    {
        var value = IsPage(method) ? "filter." + parameter.Property : Variable(parameter);
        var lacks = $"Lacks({method.Descriptor}, \"{parameter.WireName}\", new {Known.Sdk}ApiVersion({since.Major}, {since.Minor}), isHint: {(parameter.IsHint ? "true" : "false")})";
        if (!parameter.MayBeAbsent)
        {
            writer.Line($"_ = {lacks};");
            return;
        }

        var given = parameter.Presence == Presence.OptionalNullable ? value + ".HasValue" : value + " is not null";
        writer.Line($"""
            if ({given} && {lacks})
                {(IsPage(method) ? $"filter = filter with {{ {parameter.Property} = default }}" : value + " = default")};
            """);
    }

    private static void Docs(SourceWriter writer, MethodPlan method)
    {
        DocEmitter.Words(writer, method.Doc);
        if (IsPage(method))
        {
            writer.Line("/// <param name=\"filter\">Which objects are wanted, and how many a page.</param>");
        }
        else
        {
            foreach (var parameter in method.Parameters)
            {
                var words = parameter.Doc.Remarks is null ? parameter.Doc.Summary : parameter.Doc.Summary + " " + parameter.Doc.Remarks;
                DocEmitter.Tag(writer, "param", words, $" name=\"{Variable(parameter).TrimStart('@')}\"");
            }
        }

        if (method.Task is null)
        {
            writer.Line("/// <param name=\"cancellationToken\">Cancels the call, on the server too.</param>");
        }
        else
        {
            writer.Line("""
                /// <param name="cancellationToken">Cancels the call that starts the task, not the task.</param>
                /// <returns>The task, which goes on by itself. What speaks against it at once is thrown here, how it failed by its <c>WaitAsync</c>.</returns>
                """);
        }

        ErrorDocs.Emit(writer, method.Errors);
        DocEmitter.Obsolete(writer, method.Doc);
    }

    private static string ReturnType(MethodPlan method) => method.Result switch
    {
        _ when method.Task is { } task => $"{Known.ValueTask}<{Known.Sdk}HostTask<{Progress(task)}{Ended(method)}>>",
        ResultKind.Nothing => Known.ValueTask,
        ResultKind.Value => $"{Known.ValueTask}<{method.ValueType}>",
        ResultKind.Handle => $"{Known.ValueTask}<{method.HandleType}>",
        ResultKind.Page => $"{Known.Sdk}Pageable<{method.ResultType}>",
        ResultKind.HandlePage => $"{Known.Sdk}Pageable<{method.HandleType}>",
        _ => $"{Known.ValueTask}<{method.ResultType}>",
    };

    private static string Call(MethodPlan method) => method.Result switch
    {
        ResultKind.Value when method.Task is { } task =>
            $"StartTaskForValueAsync<{method.RequestType}, {Progress(task)}{method.ResultType}, {method.ValueType}>",
        ResultKind.Handle when method.Task is { } task =>
            $"StartTaskForHandleAsync<{method.RequestType}, {Progress(task)}{method.ResultType}, {method.HandleType}>",
        _ when method.Task is { } task => $"StartTaskAsync<{method.RequestType}, {Progress(task)}{method.ResultType}>",
        ResultKind.Nothing => $"CallAsync<{method.RequestType}>",
        ResultKind.Value => $"CallForValueAsync<{method.RequestType}, {method.ResultType}, {method.ValueType}>",
        ResultKind.Handle => $"CallForHandleAsync<{method.RequestType}, {method.ResultType}, {method.HandleType}>",
        ResultKind.Page => $"Page<{method.RequestType}, {method.ResultType}>",
        ResultKind.HandlePage => $"PageHandles<{method.RequestType}, {method.ResultType}, {method.HandleType}>",
        _ => $"CallAsync<{method.RequestType}, {method.ResultType}>",
    };

    /// <summary>The type argument, with its comma, that a task with progress has before the others.</summary>
    private static string Progress(TaskPlan task) => task.HasProgress ? task.ProgressType + ", " : "";

    /// <summary>What a client sees of the end of a task.</summary>
    private static string Ended(MethodPlan method) => method.Result switch
    {
        ResultKind.Value => method.ValueType,
        ResultKind.Handle => method.HandleType,
        _ => method.ResultType,
    };

    private static string Parameters(MethodPlan method)
    {
        const string Cancellation = Known.CancellationToken + " cancellationToken = default";
        if (IsPage(method))
            return $"{method.RequestType} filter = default, {Cancellation}";
        var parameters = "";
        foreach (var parameter in method.Parameters)
            parameters += $"{parameter.PropertyType} {Variable(parameter)}{Default(parameter)}, ";
        return parameters + Cancellation;
    }

    private static string Request(MethodPlan method)
    {
        if (IsPage(method))
            return method.IsStatic ? "filter" : "filter with { Self = Reference }";
        if (method.Request == RequestKind.None)
            return "default";
        if (method.Request == RequestKind.SelfOnly)
            return "new(Reference)";
        var members = method.IsStatic ? "" : "Self = Reference, ";
        foreach (var parameter in method.Parameters)
            members += $"{parameter.Property} = {Variable(parameter)}, ";
        return $"new() {{ {members.TrimEnd(' ', ',')} }}";
    }

    private static string Default(MemberModel parameter) => parameter.Presence switch
    {
        Presence.Optional => " = null",
        Presence.OptionalNullable => " = default",
        _ => "",
    };

    private static bool IsPage(MethodPlan method) => method.Result is ResultKind.Page or ResultKind.HandlePage;

    private static string Variable(MemberModel parameter) =>
        parameter.Variable == "cancellationToken" ? "cancellationTokenValue" : parameter.Variable;
}
