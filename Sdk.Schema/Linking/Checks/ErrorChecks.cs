using System.Globalization;
using Virtwire.Sdk.Schema.Diagnostics;
using Virtwire.Sdk.Schema.Model;

namespace Virtwire.Sdk.Schema.Linking.Checks;

/// <summary>Checks that the codes and names of errors mean one thing in a namespace and all that it imports.</summary>
internal static class ErrorChecks
{
    public static void Run(LinkContext context)
    {
        var byName = context.Namespaces.ToDictionary(static n => n.Name, StringComparer.Ordinal);
        foreach (var ns in context.Namespaces)
        {
            var codes = new Dictionary<int, string>();
            var names = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var imported in AllImports(ns.Draft))
            {
                foreach (var error in byName[imported.Name].Errors)
                {
                    codes[error.Model.Code] = imported.Qualify(error.Model.Name);
                    names[error.Model.Name] = imported.Name;
                }
            }

            foreach (var error in ns.Errors)
                Check(error, codes, names, context.Findings);
        }
    }

    private static void Check(Linked<ErrorModel> error, Dictionary<int, string> codes, Dictionary<string, string> names, FindingList findings)
    {
        if (names.TryGetValue(error.Model.Name, out var owner))
            findings.AddAtKey(ResourceDiagnostics.ErrorNameTaken, error.Place, error.Model.Name, owner);
        var code = error.Model.Code;
        if (codes.TryGetValue(code, out var other))
            findings.Add(ResourceDiagnostics.CodeTaken, error.Place.Child("code"), code.ToString(CultureInfo.InvariantCulture), other);
        else
            codes.Add(code, error.Home.Draft.Qualify(error.Model.Name));
    }

    private static HashSet<NamespaceDraft> AllImports(NamespaceDraft draft)
    {
        var found = new HashSet<NamespaceDraft>();
        var open = new Stack<NamespaceDraft>(draft.Imports.Values);
        while (open.Count > 0)
        {
            var next = open.Pop();
            if (!found.Add(next))
                continue;
            foreach (var imported in next.Imports.Values)
                open.Push(imported);
        }

        return found;
    }
}
