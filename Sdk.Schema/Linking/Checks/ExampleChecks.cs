using Virtwire.Sdk.Schema.Diagnostics;
using Virtwire.Sdk.Schema.Linking.Values;
using Virtwire.Sdk.Schema.Model;
using Virtwire.Sdk.Schema.Text;

namespace Virtwire.Sdk.Schema.Linking.Checks;

/// <summary>Checks that examples could be sent and answered as they stand.</summary>
internal sealed class ExampleChecks(LinkContext context)
{
    private readonly ValueChecker _params = new(context, isAnswer: false);
    private readonly ValueChecker _results = new(context, isAnswer: true);

    public void Run()
    {
        foreach (var resource in context.Resources())
        {
            foreach (var method in resource.Model.Methods)
            {
                var place = resource.Place.Child("methods", method.Name);
                for (var i = 0; i < method.Examples.Count; i++)
                    Check(method.Examples[i], resource, method, place.Child("examples", i));
            }
        }
    }

    private void Check(ExampleModel example, Linked<ResourceModel> resource, MethodModel method, Place place)
    {
        if (JsonTextReader.Read(example.Params ?? "{}").Root is { Kind: JsonKind.Object } sent)
            _params.CheckMembers(sent, ParametersOf(method, resource), place.Child("params"));
        Report(_params, MethodDiagnostics.ExampleParams);

        if (JsonTextReader.Read(example.Result ?? "").Root is { Kind: JsonKind.Object } answer)
            CheckResult(answer, method, place.Child("result"));
        Report(_results, MethodDiagnostics.ExampleResult);
    }

    private static IEnumerable<FieldModel> ParametersOf(MethodModel method, Linked<ResourceModel> resource)
    {
        IEnumerable<FieldModel> parameters = method.Params;
        if (!method.Static && resource.Model.HasIdentity)
            parameters = parameters.Append(Parameter(MethodModel.Self, resource.Home.Draft.Qualify(resource.Model.Name), optional: false));
        if (method.MaxPage is { } max)
        {
            var limit = Parameter(MethodModel.Limit, BuiltInTypes.Int32, optional: true);
            parameters = parameters
                .Append(limit with { Constraints = new Constraints { Min = "1", Max = FormattableString.Invariant($"{max}") } })
                .Append(Parameter(MethodModel.After, BuiltInTypes.String, optional: true));
        }

        return parameters;
    }

    private static FieldModel Parameter(string name, string type, bool optional) =>
        new() { Name = name, Lifecycle = new Lifecycle(), Type = TypeExpression.Named(type), Optional = optional };

    private void CheckResult(JsonValue answer, MethodModel method, Place place)
    {
        if (method.Stream != StreamDirection.None)
            context.Findings.AddAtKey(
                MethodDiagnostics.ExampleResult, place, "the answer is the ticket of the stream, which the server makes");
        else if (method.Result is not { } result)
            _results.CheckMembers(answer, [], place);
        else if (method.MaxPage is not null)
            _results.CheckMembers(answer, PageOf(result), place);
        else
            _results.Check(answer, result, Constraints.None, place);
    }

    private static FieldModel[] PageOf(TypeExpression items) =>
    [
        Parameter("items", "", optional: false) with { Type = items },
        Parameter("next", BuiltInTypes.String, optional: true),
        Parameter("position", BuiltInTypes.String, optional: true),
    ];

    private void Report(ValueChecker checker, DiagnosticDefinition definition)
    {
        foreach (var problem in checker.TakeProblems())
            context.Findings.Add(definition, problem.Place, problem.Problem);
    }
}
