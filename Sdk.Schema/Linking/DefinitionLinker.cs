using Virtwire.Sdk.Schema.Diagnostics;
using Virtwire.Sdk.Schema.Model;

namespace Virtwire.Sdk.Schema.Linking;

/// <summary>Links the definitions of one namespace: names qualified, <c>since</c> filled in, members in the order of the wire.</summary>
internal sealed class DefinitionLinker(NamespaceDraft home, FindingList findings)
{
    private readonly NameResolver _names = new(home, findings);

    public TypeModel Link(Draft<TypeModel> draft)
    {
        var life = LinkTop(draft.Model.Lifecycle, draft.Document, draft.Place);
        var since = life.Since!.Value;
        TypeModel linked = draft.Model switch
        {
            StructModel model => model with { Fields = LinkFields(model.Fields, since, draft.Place.Child("fields")) },
            EnumModel model => model with { Values = LinkValues(model.Values, since) },
            UnionModel model => model with { Variants = LinkVariants(model.Variants, since, draft.Place.Child("variants")) },
            AliasModel model => model with { Target = _names.Resolve(model.Target, draft.Place.Child("type")) },
            _ => throw new InvalidOperationException("A kind of type without a case: " + draft.Model.GetType()),
        };
        return linked with
        {
            Name = home.Qualify(draft.Model.Name),
            Lifecycle = life,
            Reserved = LifecycleLinker.Ordinal(draft.Model.Reserved),
        };
    }

    public ErrorModel Link(Draft<ErrorModel> draft)
    {
        var life = LinkTop(draft.Model.Lifecycle, draft.Document, draft.Place);
        return draft.Model with { Lifecycle = life, Data = LinkFields(draft.Model.Data, life.Since!.Value, draft.Place.Child("data")) };
    }

    public ResourceModel Link(Draft<ResourceModel> draft)
    {
        var (model, place) = (draft.Model, draft.Place);
        var life = LinkTop(model.Lifecycle, draft.Document, place);
        var since = life.Since!.Value;
        return model with
        {
            Lifecycle = life,
            Identity = LinkFields(model.Identity, since, place.Child("identity")),
            Parent = model.Parent is null ? null : _names.ResolveType(model.Parent, place.Child("parent")),
            Methods = model.Methods
                .Select(m => LinkMethod(m, since, place.Child("methods", m.Name)))
                .OrderBy(static m => m.Name, StringComparer.Ordinal).ToEquatableArray(),
            Events = model.Events
                .Select(e => LinkEvent(e, since, place.Child("events", e.Name)))
                .OrderBy(static e => e.Name, StringComparer.Ordinal).ToEquatableArray(),
        };
    }

    private MethodModel LinkMethod(MethodModel method, SchemaVersion inherited, Place place)
    {
        var life = LifecycleLinker.Link(method.Lifecycle, inherited);
        return method with
        {
            Lifecycle = life,
            Params = LinkFields(method.Params, life.Since!.Value, place.Child("params")),
            Result = method.Result is null ? null : _names.Resolve(method.Result, place.Child("result", "type")),
            Task = method.Task?.Progress is { } progress
                ? method.Task with { Progress = _names.ResolveType(progress, place.Child("task", "progress")) }
                : method.Task,
            Errors = LinkErrors(method.Errors, place),
        };
    }

    private EventModel LinkEvent(EventModel @event, SchemaVersion inherited, Place place)
    {
        var life = LifecycleLinker.Link(@event.Lifecycle, inherited);
        return @event with { Lifecycle = life, Data = LinkFields(@event.Data, life.Since!.Value, place.Child("data")) };
    }

    private EquatableArray<FieldModel> LinkFields(EquatableArray<FieldModel> fields, SchemaVersion inherited, Place place)
    {
        if (fields.Count == 0)
            return default;
        var linked = new FieldModel[fields.Count];
        for (var i = 0; i < linked.Length; i++)
        {
            linked[i] = fields[i] with
            {
                Lifecycle = LifecycleLinker.Link(fields[i].Lifecycle, inherited),
                Type = _names.Resolve(fields[i].Type, place.Child(fields[i].Name, "type")),
            };
        }

        Array.Sort(linked, static (a, b) => WireOrder(a.Lifecycle, a.Name, b.Lifecycle, b.Name));
        return new EquatableArray<FieldModel>(linked);
    }

    private static EquatableArray<EnumValueModel> LinkValues(EquatableArray<EnumValueModel> values, SchemaVersion inherited)
    {
        var linked = values.Select(v => v with { Lifecycle = LifecycleLinker.Link(v.Lifecycle, inherited) }).ToArray();
        Array.Sort(linked, static (a, b) => a.Number != b.Number ? a.Number.CompareTo(b.Number) : string.CompareOrdinal(a.Name, b.Name));
        return new EquatableArray<EnumValueModel>(linked);
    }

    private EquatableArray<VariantModel> LinkVariants(EquatableArray<VariantModel> variants, SchemaVersion inherited, Place place)
    {
        var linked = variants.Select(v => v with
        {
            Lifecycle = LifecycleLinker.Link(v.Lifecycle, inherited),
            // What was not readable was reported when the document was read.
            Type = v.Type.Length == 0 ? "" : _names.ResolveType(v.Type, place.Child(v.Name, "type")) ?? "",
        }).ToArray();
        Array.Sort(linked, static (a, b) => WireOrder(a.Lifecycle, a.Name, b.Lifecycle, b.Name));
        return new EquatableArray<VariantModel>(linked);
    }

    private EquatableArray<string> LinkErrors(EquatableArray<string> errors, Place method)
    {
        var linked = new List<string>(errors.Count);
        for (var i = 0; i < errors.Count; i++)
        {
            var place = method.Child("errors", i);
            if (_names.ResolveError(errors[i], place) is not { } name)
                continue;
            if (linked.Contains(name))
                findings.Add(KeywordDiagnostics.Repeated, place, errors[i], "errors");
            else
                linked.Add(name);
        }

        return LifecycleLinker.Ordinal(linked.ToEquatableArray());
    }

    private Lifecycle LinkTop(Lifecycle life, DocumentModel document, Place place)
    {
        if (life.Since is null && document.Since is null)
            findings.AddAtKey(LifecycleDiagnostics.NoSince, place);
        return LifecycleLinker.Link(life, document.Since ?? new SchemaVersion(1, 0));
    }

    private static int WireOrder(Lifecycle a, string nameA, Lifecycle b, string nameB)
    {
        var bySince = a.Since!.Value.CompareTo(b.Since!.Value);
        return bySince != 0 ? bySince : string.CompareOrdinal(nameA, nameB);
    }
}
