using Virtwire.Sdk.Schema.Diagnostics;
using Virtwire.Sdk.Schema.Linking.Values;
using Virtwire.Sdk.Schema.Model;
using Virtwire.Sdk.Schema.Text;

namespace Virtwire.Sdk.Schema.Linking.Checks;

/// <summary>Checks what fields and parameters say about being absent.</summary>
internal static class FieldChecks
{
    public static void Run(LinkContext context)
    {
        var values = new ValueChecker(context, isAnswer: false);
        foreach (var (field, place) in context.Fields())
        {
            if (field.WhenUnsupported == WhenUnsupported.Drop && !field.Optional)
                context.Findings.Add(FieldDiagnostics.DropRequired, place.Child("whenUnsupported"));
            if (field.Default is not { } text)
                continue;
            if (!field.Optional)
                context.Findings.AddAtKey(FieldDiagnostics.DefaultOfRequired, place.Child("default"));
            if (JsonTextReader.Read(text).Root is { } value)
                values.Check(value, field, place.Child("default"));
            foreach (var problem in values.TakeProblems())
                context.Findings.Add(FieldDiagnostics.Default, problem.Place, problem.Problem);
        }
    }
}
