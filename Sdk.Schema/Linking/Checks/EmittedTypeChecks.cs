using Virtwire.Sdk.Schema.Diagnostics;
using Virtwire.Sdk.Schema.Model;

namespace Virtwire.Sdk.Schema.Linking.Checks;

/// <summary>Checks that no two C# types that are generated have one full name.</summary>
internal sealed class EmittedTypeChecks(LinkContext context)
{
    private readonly Dictionary<string, string> _owners = new(StringComparer.Ordinal);

    public void Run()
    {
        foreach (var ns in context.Namespaces)
            ClaimNamespaces(ns);
        foreach (var ns in context.Namespaces)
        {
            var prefix = ns.Model.CSharpNamespace + ".";
            var api = CSharpNames.Api(ns.Name);
            var root = Place.Root(ns.Draft.Documents[0].Path).Child("namespace");
            Claim(prefix + api, "the namespace '" + ns.Name + "'", root);
            Claim(prefix + api + "ConnectionExtensions", "the namespace '" + ns.Name + "'", root);
            Claim(prefix + CSharpNames.Errors(ns.Name), "the namespace '" + ns.Name + "'", root);
            foreach (var type in ns.Types)
                ClaimAll(prefix, NamesOf(type.Model, type.Element.Name), "the type '" + type.Element.Name + "'", type.Place);
            foreach (var error in ns.Errors)
                ClaimAll(prefix, NamesOf(error.Model), "the error '" + error.Model.Name + "'", error.Place);
            foreach (var resource in ns.Resources)
                ClaimResource(prefix, resource);
        }
    }

    private static string[] NamesOf(TypeModel type, string name) => type switch
    {
        EnumModel { Open: false } => [name, name + "Codec"],
        AliasModel alias => alias.Constraints == Constraints.None ? [] : [name + "Codec"],
        _ => [name],
    };

    private static string[] NamesOf(ErrorModel error) =>
        error.Data.Count == 0 ? [error.Name + "Exception"] : [error.Name + "Exception", error.Name + "Details"];

    private void ClaimResource(string prefix, Linked<ResourceModel> resource)
    {
        var (model, name) = (resource.Model, resource.Model.CSharpName);
        var owner = "the resource '" + model.Name + "'";
        if (model.HasIdentity)
            ClaimAll(prefix, [name, name + "Ref", name + "Collection"], owner, resource.Place);
        else
            ClaimAll(prefix, [name + "Service"], owner, resource.Place);
        Claim(prefix + "Drivers." + name + "Driver", owner, resource.Place);
        foreach (var method in model.Methods)
        {
            var place = resource.Place.Child("methods", method.Name);
            if (method.Params.Count > 0 || method.MaxPage is not null || method.IgnoreUnknownParams)
                Claim(prefix + name + CSharpNames.Pascal(method.Name) + "Request", "the method '" + model.Name + "." + method.Name + "'", place);
        }

        if (model.Events.Count > 1)
            Claim(prefix + name + "Event", owner, resource.Place);
        foreach (var @event in model.Events)
        {
            var stem = name + CSharpNames.Pascal(@event.Name);
            var place = resource.Place.Child("events", @event.Name);
            ClaimAll(prefix, [stem + "Data", stem + "Event"], "the event '" + model.Name + "." + @event.Name + "'", place);
        }
    }

    // A C# namespace, and each around it, is no name for a type; several namespaces may share them.
    private void ClaimNamespaces(LinkedNamespace ns)
    {
        var owner = "the namespace '" + ns.Name + "'";
        var name = ns.Model.CSharpNamespace;
        if (ns.Resources.Count > 0)
            _owners[name + ".Drivers"] = owner;
        for (var dot = name.Length; dot > 0; dot = name.LastIndexOf('.', dot - 1))
            _owners[name.Substring(0, dot)] = owner;
    }

    private void ClaimAll(string prefix, string[] names, string owner, Place place)
    {
        foreach (var name in names)
            Claim(prefix + name, owner, place);
    }

    private void Claim(string name, string owner, Place place)
    {
        if (_owners.TryGetValue(name, out var other))
            context.Findings.AddAtKey(CSharpDiagnostics.TypeTaken, place, name, other, owner);
        else
            _owners.Add(name, owner);
    }
}
