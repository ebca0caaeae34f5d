using Virtwire.Sdk.Schema.Compatibility.Rules;
using Virtwire.Sdk.Schema.Diagnostics;
using Virtwire.Sdk.Schema.Model;
using Virtwire.Sdk.Schema.Text;

namespace Virtwire.Sdk.Schema.Compatibility;

/// <summary>One namespace, compared with one baseline of it.</summary>
internal sealed class NamespaceComparison
{
    private readonly Baseline _baseline;
    private readonly NamespaceModel _now;
    private readonly DocumentPlaces _places;
    private readonly Judge _judge;
    private readonly TypeComparison _types;
    private readonly Func<string, TypeUse> _useOf;

    /// <param name="baseline">What was released.</param>
    /// <param name="now">The namespace as it is now.</param>
    /// <param name="schema">The schema that it is part of.</param>
    /// <param name="places">Where its definitions stand.</param>
    /// <param name="windows">What may be removed.</param>
    /// <param name="useOf">Where peers of before send and read the values of a type; those of other namespaces too, which import this one.</param>
    public NamespaceComparison(
        Baseline baseline, NamespaceModel now, LinkedSchema schema, DocumentPlaces places, RemovalWindows windows, Func<string, TypeUse> useOf)
    {
        (_baseline, _now, _places, _useOf) = (baseline, now, places, useOf);
        _judge = new Judge(baseline, now.Version, windows);
        _types = new TypeComparison(_judge, baseline, schema);
    }

    public IReadOnlyList<(string Name, SchemaDiagnostic Finding)> Run()
    {
        var before = _baseline.Namespace;
        _judge.Apply(LifeRules.OfNamespaces, before, _now, new Spot(_places.Main, "", "", _now.Name, Spot.Everywhere, Preview: false));
        foreach (var (old, type) in Matching.Of(before.Types, _now.Types, static t => LinkedSchema.ShortNameOf(t.Name), static t => t.Lifecycle))
            Compare(old, type);
        foreach (var (old, error) in Matching.Of(before.Errors, _now.Errors, static e => e.Name, static e => e.Lifecycle))
            Compare(old, error);
        foreach (var (old, resource) in Matching.Of(before.Resources, _now.Resources, static r => r.Name, static r => r.Lifecycle))
            Compare(old, resource);
        return _judge.Findings;
    }

    // That a type is gone says nothing by itself: what used it has another one.
    private void Compare(TypeModel? before, TypeModel? now)
    {
        if (now is null)
            return;
        var spot = Definition("types", ShortName(before), ShortName(now), before?.Lifecycle.Preview == true, before is null ? TypeUse.None : _useOf(before.Name));
        _types.CompareLives(before?.Lifecycle, now.Lifecycle, spot with { Use = Spot.Everywhere }, nameTravels: false);
        if (before is not null)
            _types.Compare(before, now, spot);
    }

    private void Compare(ErrorModel? before, ErrorModel? now)
    {
        // An error that is never answered again surprises nobody.
        if (now is null)
            return;
        var spot = Definition("errors", before?.Name, now.Name, before?.Lifecycle.Preview == true, Spot.Everywhere);
        _types.CompareLives(before?.Lifecycle, now.Lifecycle, spot, nameTravels: true);
        if (before is null)
        {
            _judge.Apply(ErrorRules.OfCodes, _baseline.Namespace.Errors.FirstOrDefault(e => e.Code == now.Code), now, spot);
            return;
        }

        _judge.Apply(ErrorRules.All, before, now, spot);
        _types.CompareFields("data", before.Data, now.Data, spot with { Use = TypeUse.Response });
    }

    private void Compare(ResourceModel? before, ResourceModel? now)
    {
        var spot = Definition("resources", before?.Name, now?.Name, before?.Lifecycle.Preview == true, Spot.Everywhere);
        _judge.Apply(ResourceRules.All, before, now, spot);
        _types.CompareLives(before?.Lifecycle, now?.Lifecycle, spot, nameTravels: true);
        if (before is null || now is null)
            return;
        var use = _useOf(_baseline.Namespace.Name + "." + before.Name);
        _types.CompareFields("identity", before.Identity, now.Identity, spot with { Use = use });
        foreach (var (old, method) in Matching.Of(before.Methods, now.Methods, static m => m.Name, static m => m.Lifecycle))
            Compare(old, method, spot.Child("methods", old?.Name, method?.Name, old?.Lifecycle.Preview == true));
        foreach (var (old, happening) in Matching.Of(before.Events, now.Events, static e => e.Name, static e => e.Lifecycle))
            Compare(old, happening, spot.Child("events", old?.Name, happening?.Name, old?.Lifecycle.Preview == true));
    }

    private void Compare(MethodModel? before, MethodModel? now, Spot spot)
    {
        _judge.Apply(MethodRules.All, before, now, spot);
        _types.CompareLives(before?.Lifecycle, now?.Lifecycle, spot, nameTravels: true);
        if (before is null || now is null)
            return;
        _types.CompareFields("params", before.Params, now.Params, spot with { Use = TypeUse.Request });
        if (before.MaxPage is null == now.MaxPage is null && before.Result is { } result && now.Result is { } resultNow)
            _types.CompareUses(result, resultNow, spot.Part("result", TypeUse.Response));
        if (before.Task?.Progress is { } progress && now.Task?.Progress is { } progressNow)
            _types.CompareUses(TypeExpression.Named(progress), TypeExpression.Named(progressNow), spot.Part("task", TypeUse.Response));
    }

    private void Compare(EventModel? before, EventModel? now, Spot spot)
    {
        _judge.Apply(EventRules.All, before, now, spot);
        _types.CompareLives(before?.Lifecycle, now?.Lifecycle, spot, nameTravels: true);
        if (before is not null && now is not null)
            _types.CompareFields("data", before.Data, now.Data, spot with { Use = TypeUse.Event });
    }

    private Spot Definition(string container, string? before, string? now, bool preview, TypeUse use) => new(
        _places.Of(container, now),
        now is null ? "/namespace" : JsonPointer.Append("/" + container, now),
        before is null ? "" : JsonPointer.Append("/" + container, before),
        now ?? before!,
        use,
        preview);

    private static string? ShortName(TypeModel? type) => type is null ? null : LinkedSchema.ShortNameOf(type.Name);
}
