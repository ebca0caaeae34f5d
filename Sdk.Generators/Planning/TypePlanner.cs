using Virtwire.Sdk.Generators.Model;
using Virtwire.Sdk.Schema.Model;

namespace Virtwire.Sdk.Generators.Planning;

/// <summary>Types and errors of a document as units.</summary>
internal sealed class TypePlanner(TypeMap types, RecordPlanner records)
{
    /// <summary>The unit of a type; null for one that C# needs nothing for.</summary>
    public EmissionUnit? Plan(NamespaceModel ns, TypeModel type, string file)
    {
        var name = CSharpNames.Pascal(LinkedSchema.ShortNameOf(type.Name));
        var hint = ns.Name + "/" + name + ".g.cs";
        return type switch
        {
            StructModel model => new StructUnit
            {
                HintName = hint,
                Namespace = ns.CSharpNamespace,
                SchemaFile = file,
                Record = records.Struct(model),
            },
            EnumModel model => new EnumUnit
            {
                HintName = hint,
                Namespace = ns.CSharpNamespace,
                SchemaFile = file,
                TypeName = name,
                Doc = Docs.Of(type.Lifecycle, "The enum " + name + "."),
                Open = model.Open,
                Fallback = Fallback(model),
                Members = EnumPlanner.Members(model),
            },
            UnionModel model => Union(ns, model, name, hint, file),
            AliasModel model when model.Constraints != Constraints.None => new AliasUnit
            {
                HintName = ns.Name + "/" + name + "Codec.g.cs",
                Namespace = ns.CSharpNamespace,
                SchemaFile = file,
                CodecName = name + "Codec",
                Doc = Docs.Of(type.Lifecycle, "The type " + name + "."),
                Target = types.Of(model.Target),
                Checks = Checks.Of(model.Constraints, types.Unaliased(model.Target), types),
            },
            _ => null,
        };
    }

    /// <summary>The unit of an error.</summary>
    public ErrorUnit Plan(NamespaceModel ns, ErrorModel error, string file)
    {
        var name = CSharpNames.Pascal(error.Name);
        var since = error.Lifecycle.Since!.Value;
        var details = name + "Details";
        return new ErrorUnit
        {
            HintName = ns.Name + "/" + name + "Exception.g.cs",
            Namespace = ns.CSharpNamespace,
            SchemaFile = file,
            TypeName = name + "Exception",
            Doc = Docs.Of(error.Lifecycle, "The error " + error.Name + "."),
            Facts = new(ns.Name, error.Name, error.Code, error.Http, error.Retry.ToString(), error.Hint, since.Major, since.Minor),
            Details = error.Data.Count == 0 ? null : new RecordModel
            {
                TypeName = details,
                Doc = new($"What the error {error.Name} tells beside its message."),
                Members = records.Members(error.Data, error.Lifecycle),
            },
        };
    }

    private UnionUnit Union(NamespaceModel ns, UnionModel model, string name, string hint, string file)
    {
        var variants = new UnionVariantModel[model.Variants.Count];
        for (var i = 0; i < variants.Length; i++)
        {
            var variant = model.Variants[i];
            variants[i] = new(
                variant.Name,
                CSharpNames.Pascal(variant.Name),
                types.Named(variant.Type),
                model.Variants.Count(v => v.Type == variant.Type) == 1,
                variant.Lifecycle.Was.Select(static w => w.Name).ToEquatableArray(),
                Docs.Of(variant.Lifecycle, $"The variant {variant.Name}.", outer: model.Lifecycle.Since));
        }

        return new UnionUnit
        {
            HintName = hint,
            Namespace = ns.CSharpNamespace,
            SchemaFile = file,
            TypeName = name,
            Doc = Docs.Of(model.Lifecycle, "The union " + name + "."),
            Tag = model.Tag,
            Open = model.Open,
            Variants = new(variants),
        };
    }

    private static string? Fallback(EnumModel model)
    {
        foreach (var value in model.Values)
        {
            if (value.Name == model.Fallback)
                return CSharpNames.Pascal(value.Name);
        }

        return null;
    }
}
