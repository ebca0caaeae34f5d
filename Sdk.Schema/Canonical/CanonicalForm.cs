using Virtwire.Sdk.Schema.Model;

namespace Virtwire.Sdk.Schema.Canonical;

/// <summary>How much of a namespace a canonical text says.</summary>
internal enum CanonicalScope
{
    /// <summary>Everything.</summary>
    Full,

    /// <summary>All but what is for people only: docs, hints, examples.</summary>
    WithoutDocs,

    /// <summary>What both ends of a wire must agree on: neither what is for people nor what is for C# only.</summary>
    Wire,
}

/// <summary>Turns the models of a namespace into canonical elements: implied defaults are left out.</summary>
internal sealed class CanonicalForm(CanonicalScope scope)
{
    private bool HasDocs => scope == CanonicalScope.Full;

    private bool HasCSharp => scope != CanonicalScope.Wire;

    public CanonicalElement Of(NamespaceModel ns) => new CanonicalElement()
        .Text("namespace", ns.Name)
        .Text("doc", HasDocs ? ns.Doc : null)
        .Version("version", ns.Version)
        .Names("import", ns.Imports)
        .Element("csharp", CSharpOf(ns))
        .Map("types", Named(ns.Types, static t => LinkedSchema.ShortNameOf(t.Name), Of))
        .Map("errors", Named(ns.Errors, static e => e.Name, Of))
        .Map("resources", Named(ns.Resources, static r => r.Name, Of));

    private CanonicalElement? CSharpOf(NamespaceModel ns) =>
        HasCSharp && ns.CSharpNamespace != CSharpNames.Namespace(ns.Name)
            ? new CanonicalElement().Text("namespace", ns.CSharpNamespace)
            : null;

    private CanonicalElement Of(TypeModel type)
    {
        var element = Living(type.Lifecycle, null).Names("reserved", type.Reserved);
        var since = type.Lifecycle.Since;
        return type switch
        {
            StructModel model => element.Text("kind", "struct")
                .Flag("valueType", HasCSharp && model.ValueType)
                .Map("fields", Named(model.Fields, static f => f.Name, f => Of(f, since)), evenIfEmpty: true),
            EnumModel model => element.Text("kind", "enum")
                .Flag("open", model.Open, absent: true)
                .Text("fallback", model.Fallback)
                .Map("values", Named(model.Values, static v => v.Name, v => Living(v.Lifecycle, since).Integer("number", v.Number))),
            UnionModel model => element.Text("kind", "union")
                .Text("tag", model.Tag)
                .Flag("open", model.Open, absent: true)
                .Map("variants", Named(model.Variants, static v => v.Name, v => Living(v.Lifecycle, since).Text("type", v.Type))),
            AliasModel model => Constrained(element, model.Constraints).Text("kind", "alias")
                .Text("type", model.Target.ToString())
                .Text("unit", model.Unit)
                .Flag("sensitive", model.Sensitive),
            _ => throw new InvalidOperationException("A kind of type without a case: " + type.GetType()),
        };
    }

    private CanonicalElement Of(FieldModel field, SchemaVersion? inherited) =>
        Constrained(Living(field.Lifecycle, inherited), field.Constraints)
            .Text("type", field.Type.ToString())
            .Flag("optional", field.Optional)
            .Flag("nullable", field.Nullable)
            .Json("default", field.Default)
            .Text("unit", field.Unit)
            .Flag("sensitive", field.Sensitive)
            .Text("whenUnsupported", field.WhenUnsupported == WhenUnsupported.Drop ? "drop" : null);

    private CanonicalElement Of(ErrorModel error) => Living(error.Lifecycle, null)
        .Integer("code", error.Code)
        .Integer("http", error.Http)
        .Text("retry", error.Retry switch { RetryClass.Immediate => "immediate", RetryClass.Later => "later", _ => null })
        .Text("hint", HasDocs ? error.Hint : null)
        .Map("data", Named(error.Data, static f => f.Name, f => Of(f, error.Lifecycle.Since)));

    private CanonicalElement Of(ResourceModel resource)
    {
        var since = resource.Lifecycle.Since;
        return Living(resource.Lifecycle, null)
            .Map("identity", Named(resource.Identity, static f => f.Name, f => Of(f, since)))
            .NameSets("keys", resource.Keys)
            .Text("parent", resource.Parent)
            .Text("rest", resource.Rest)
            .Text("singular", HasCSharp ? resource.Singular : null)
            .Text("plural", HasCSharp ? resource.Plural : null)
            .Map("methods", Named(resource.Methods, static m => m.Name, m => Of(m, since)))
            .Map("events", Named(resource.Events, static e => e.Name, e => Of(e, since)));
    }

    private CanonicalElement Of(MethodModel method, SchemaVersion? inherited) => Living(method.Lifecycle, inherited)
        .Flag("static", method.Static)
        .Text("access", method.Access switch { MethodAccess.Read => "read", MethodAccess.Write => "write", _ => "admin" })
        .Flag("destructive", method.Destructive)
        .Flag("idempotent", method.Idempotent)
        .Names("positional", method.Positional)
        .Map("params", Named(method.Params, static p => p.Name, p => Of(p, method.Lifecycle.Since)))
        .Text("unknownParams", method.IgnoreUnknownParams ? "ignore" : null)
        .Element("result", ResultOf(method))
        .Element("paginate", method.MaxPage is null ? null : new CanonicalElement().Integer("maxPage", method.MaxPage))
        .Element("task", method.Task is { } task
            ? new CanonicalElement().Text("progress", task.Progress).Flag("cancel", task.Cancel)
            : null)
        .Text("stream", method.Stream switch
        {
            StreamDirection.Up => "up",
            StreamDirection.Down => "down",
            StreamDirection.Both => "both",
            _ => null,
        })
        .Names("errors", method.Errors)
        .Elements("examples", HasDocs ? method.Examples.Select(ExampleOf).ToArray() : []);

    private CanonicalElement? ResultOf(MethodModel method) => method.Result is { } result
        ? new CanonicalElement().Text("type", result.ToString()).Flag("unwrap", HasCSharp && method.Unwrap)
        : null;

    private static CanonicalElement ExampleOf(ExampleModel example) => new CanonicalElement()
        .Text("doc", example.Doc)
        .Json("params", example.Params)
        .Json("result", example.Result);

    private CanonicalElement Of(EventModel @event, SchemaVersion? inherited) => Living(@event.Lifecycle, inherited)
        .Text("delivery", @event.Delivery == EventDelivery.Live ? "live" : null)
        .Map("data", Named(@event.Data, static f => f.Name, f => Of(f, @event.Lifecycle.Since)));

    private CanonicalElement Living(Lifecycle life, SchemaVersion? inherited) => new CanonicalElement()
        .Text("doc", HasDocs ? life.Doc : null)
        .Version("since", life.Since == inherited ? null : life.Since)
        .Element("deprecated", life.Deprecated is { } deprecated
            ? new CanonicalElement()
                .Version("since", deprecated.Since)
                .Text("use", deprecated.Use)
                .Version("removeNotBefore", deprecated.RemoveNotBefore)
            : null)
        .Elements("was", life.Was.Select(static r => new CanonicalElement().Text("name", r.Name).Version("until", r.Until)).ToArray())
        .Text("stability", life.Preview ? "preview" : null)
        .Names("features", life.Features);

    private static CanonicalElement Constrained(CanonicalElement element, Constraints constraints) => element
        .Json("min", constraints.Min)
        .Json("max", constraints.Max)
        .Integer("minLength", constraints.MinLength)
        .Integer("maxLength", constraints.MaxLength)
        .Integer("minItems", constraints.MinItems)
        .Integer("maxItems", constraints.MaxItems)
        .Flag("unique", constraints.Unique)
        .Text("pattern", constraints.Pattern)
        .Text("format", constraints.Format);

    private static IEnumerable<KeyValuePair<string, CanonicalElement>> Named<T>(
        IEnumerable<T> models, Func<T, string> name, Func<T, CanonicalElement> element) =>
        models.Select(m => new KeyValuePair<string, CanonicalElement>(name(m), element(m)));
}
