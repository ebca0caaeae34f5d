using Virtwire.Sdk.Schema.Diagnostics;
using Virtwire.Sdk.Schema.Model;
using Virtwire.Sdk.Schema.Reading;
using static System.FormattableString;

namespace Virtwire.Sdk.Schema.Linking.Checks;

/// <summary>Checks the shape of methods: receiver, parameters, positions, result.</summary>
internal sealed class MethodChecks(LinkContext context)
{
    private FindingList Findings => context.Findings;

    public void Run()
    {
        foreach (var resource in context.Resources())
        {
            foreach (var method in resource.Model.Methods)
                Check(resource.Model, method, resource.Place.Child("methods", method.Name));
        }
    }

    private void Check(ResourceModel resource, MethodModel method, Place place)
    {
        if (!method.Static && !resource.HasIdentity)
            Findings.AddAtKey(MethodDiagnostics.NoReceiver, place, resource.Name);
        foreach (var parameter in method.Params)
        {
            var at = place.Child("params", parameter.Name);
            if (OwnerOf(parameter.Name, method) is { } owner)
                Findings.AddAtKey(MethodDiagnostics.ParameterTaken, at, parameter.Name, owner);
            foreach (var rename in parameter.Lifecycle.Was)
            {
                if (OwnerOf(rename.Name, method) is { } other)
                    Findings.Add(LifecycleDiagnostics.NameTaken, at.Child("was"), rename.Name, other);
            }
        }

        CheckPositions(method, place);
        CheckConflicts(method, place);
        CheckResult(method, place);
        if (method.Task?.Progress is { } progress && context.FindType(progress) is not StructModel)
        {
            Findings.Add(
                MethodDiagnostics.ProgressNotStruct, place.Child("task", "progress"), progress, context.Describe(TypeExpression.Named(progress)));
        }
    }

    // What a parameter of that name is in every method of the kind.
    private static string? OwnerOf(string name, MethodModel method) => name switch
    {
        MethodModel.Self => "the receiver, in static methods as well",
        MethodModel.Limit or MethodModel.After when method.MaxPage is not null => "a parameter that every method with pages has",
        _ => null,
    };

    private void CheckPositions(MethodModel method, Place place)
    {
        if (method.Positional.Count == 0)
            return;
        var required = new HashSet<string>(method.Params.Where(static p => !p.Optional).Select(static p => p.Name), StringComparer.Ordinal);
        var known = new HashSet<string>(method.Params.Select(static p => p.Name), StringComparer.Ordinal);
        if (!method.Static)
        {
            required.Add(MethodModel.Self);
            known.Add(MethodModel.Self);
        }

        string? optional = null;
        for (var i = 0; i < method.Positional.Count; i++)
        {
            var name = method.Positional[i];
            var at = place.Child("positional", i);
            if (!known.Contains(name))
                Findings.Add(MethodDiagnostics.UnknownPosition, at, name, Suggestion.Clause(name, known));
            else if (!required.Remove(name))
                optional ??= name;
            else if (optional is not null)
                Findings.Add(MethodDiagnostics.PositionOrder, at, name, optional);
        }

        foreach (var name in required.OrderBy(static n => n, StringComparer.Ordinal))
            Findings.AddAtKey(MethodDiagnostics.PositionMissing, place.Child("positional"), name);
    }

    private void CheckConflicts(MethodModel method, Place place)
    {
        if (method.Task is not null && method.MaxPage is not null)
            Conflict("task", "paginate", "a task ends with one result, which has no pages");
        if (method.Task is not null && method.Stream != StreamDirection.None)
            Conflict("task", "stream", "the answer is either a task or a stream");
        if (method.Stream != StreamDirection.None && method.Result is not null)
            Conflict("stream", "result", "the answer is the ticket of the stream");
        if (method.Stream != StreamDirection.None && method.MaxPage is not null)
            Conflict("stream", "paginate", "the answer is the ticket of the stream");
        if (method.Destructive && method.Access == MethodAccess.Read)
            Conflict("destructive", "access", "a method that loses something changes something, so its access is write or admin");

        void Conflict(string keyword, string other, string reason) =>
            Findings.AddAtKey(MethodDiagnostics.Conflict, place.Child(keyword), keyword, other, reason);
    }

    private void CheckResult(MethodModel method, Place place)
    {
        if (method.Result is { } stated && !context.IsKnown(stated))
            return;
        var at = place.Child("result", "type");
        if (method.MaxPage is not null)
        {
            var isPage = method.Result is { Kind: TypeExpressionKind.Array } list && IsStructOrHandle(list.Element!);
            if (!isPage)
                Findings.Add(MethodDiagnostics.PageShape, at, method.Result?.ToString() ?? "nothing");
            if (method.Unwrap)
                Findings.AddAtKey(
                    MethodDiagnostics.Conflict, place.Child("result", "unwrap"), "unwrap", "paginate", "a page is not wrapped");
            return;
        }

        if (method.Result is not { } result)
            return;
        if (!IsStructOrHandle(result))
        {
            var description = result.IsBuiltIn ? "a single value" : context.Describe(result);
            Findings.Add(MethodDiagnostics.ResultShape, at, result.ToString(), description, AdviceFor(result));
        }
        else if (method.Unwrap)
        {
            CheckUnwrap(result.Name, place.Child("result", "unwrap"));
        }
    }

    // One field, or one required field: so that a result that is unwrapped can grow by optional ones.
    private void CheckUnwrap(string name, Place place)
    {
        if (context.FindType(name) is not StructModel model)
            Findings.AddAtKey(MethodDiagnostics.Unwrap, place, name, "a handle");
        else if (model.Fields.Count != 1 && model.Fields.Count(static f => !f.Optional) is var required && required != 1)
            Findings.AddAtKey(MethodDiagnostics.Unwrap, place, name, Invariant($"one with {model.Fields.Count}, of which {required} are required"));
    }

    private bool IsStructOrHandle(TypeExpression type) =>
        type.Kind == TypeExpressionKind.Named && (context.FindType(type.Name) is StructModel || context.FindResource(type.Name) is not null);

    private string AdviceFor(TypeExpression result)
    {
        if (result.Kind == TypeExpressionKind.Array && IsStructOrHandle(result.Element!))
            return "add 'paginate', or put the array into a struct";
        return context.FindType(result.Leaf) is AliasModel
            ? "write the type itself"
            : "put it into a struct with one field, and add 'unwrap'";
    }
}
