using Virtwire.Sdk.Generators.Model;
using Virtwire.Sdk.Schema.Model;

namespace Virtwire.Sdk.Generators.Planning;

/// <summary>Fields of the schema as members of a C# record.</summary>
internal sealed class RecordPlanner(LinkedSchema schema, TypeMap types)
{
    private readonly Defaults _defaults = new(schema, types);

    /// <summary>A struct of the schema.</summary>
    public RecordModel Struct(StructModel model)
    {
        var name = CSharpNames.Pascal(LinkedSchema.ShortNameOf(model.Name));
        return new RecordModel
        {
            TypeName = name,
            Doc = Docs.Of(model.Lifecycle, "The struct " + LinkedSchema.ShortNameOf(model.Name) + "."),
            IsValueType = model.ValueType,
            Members = Members(model.Fields, model.Lifecycle),
            KeepsUnknownMembers = schema.KeepsUnknownMembers(model.Name),
            SingleMember = SingleOf(model.Fields),
        };
    }

    /// <summary>Members for the fields of an element.</summary>
    // The one field, or the one that is required: what a result unwraps to must not change when optional fields come.
    private static int SingleOf(EquatableArray<FieldModel> fields)
    {
        if (fields.Count == 1)
            return 0;
        var required = Enumerable.Range(0, fields.Count).Where(i => !fields[i].Optional).ToList();
        return required.Count == 1 ? required[0] : -1;
    }

    public EquatableArray<MemberModel> Members(EquatableArray<FieldModel> fields, Lifecycle outer)
    {
        var members = new MemberModel[fields.Count];
        for (var i = 0; i < members.Length; i++)
            members[i] = Member(fields[i], outer);
        return new(members);
    }

    /// <summary>A member for a field.</summary>
    public MemberModel Member(FieldModel field, Lifecycle outer)
    {
        var expression = field.Default switch
        {
            null => null,
            "null" when field.Nullable => "null",
            { } json => _defaults.Expression(json, field.Type),
        };
        return new MemberModel
        {
            WireName = field.Name,
            Was = field.Lifecycle.Was.Select(static w => w.Name).ToEquatableArray(),
            Property = CSharpNames.Pascal(field.Name),
            Variable = Identifiers.Camel(field.Name),
            Type = types.Of(field.Type),
            Presence = field.Optional || field.Default is not null
                ? field.Nullable ? Presence.OptionalNullable : Presence.Optional
                : field.Nullable ? Presence.Nullable : Presence.Required,
            Default = expression,
            DefaultJson = expression is null ? field.Default : null,
            Checks = Checks.Of(field.Constraints, types.Unaliased(field.Type), types),
            CameIn = field.Lifecycle.Since > outer.Since ? field.Lifecycle.Since : null,
            IsHint = field.WhenUnsupported == WhenUnsupported.Drop,
            Sensitive = field.Sensitive || types.IsSensitive(field.Type),
            Doc = Docs.Of(field, outer.Since),
        };
    }
}
