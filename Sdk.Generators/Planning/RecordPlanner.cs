using Virtwire.Sdk.Generators.Model;
using Virtwire.Sdk.Schema.Model;

namespace Virtwire.Sdk.Generators.Planning;

/// <summary>Fields of the schema as members of a C# record.</summary>
internal sealed class RecordPlanner(LinkedSchema schema, TypeMap types, PlanFindings findings)
{
    private static readonly HashSet<string> Taken = new(StringComparer.Ordinal)
    {
        "Clone", "Deconstruct", "EqualityContract", "Equals", "Finalize", "GetHashCode", "GetType", "MemberwiseClone", "PrintMembers",
        "ReadWire", "ReadWireMembers", "ReferenceEquals", "ToString", "UnknownMembers", "Unwrap", "WithPage", "Wrap", "WriteWire",
        "WriteWireMembers",
    };

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
            Members = Members(model.Fields, name, new(model.Name, $"/types/{LinkedSchema.ShortNameOf(model.Name)}/fields", model.Lifecycle.Since)),
            KeepsUnknownMembers = schema.KeepsUnknownMembers(model.Name),
            SingleMember = Single(model.Fields),
        };
    }

    /// <summary>Members for <paramref name="fields"/>, with names that fit into a record named <paramref name="typeName"/>.</summary>
    public EquatableArray<MemberModel> Members(EquatableArray<FieldModel> fields, string typeName, MemberPlace place)
    {
        var members = new MemberModel[fields.Count];
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < members.Length; i++)
        {
            members[i] = Member(fields[i], typeName, place.Since);
            if (names.TryGetValue(members[i].Property, out var other))
                findings.SameMemberName(place, fields[i].Name, other, members[i].Property);
            names[members[i].Property] = fields[i].Name;
        }

        return new(members);
    }

    /// <summary>A member for a field.</summary>
    public MemberModel Member(FieldModel field, string typeName, SchemaVersion? outer)
    {
        var expression = field.Default is { } json ? _defaults.Expression(json, field.Type) : null;
        return new MemberModel
        {
            WireName = field.Name,
            Was = field.Lifecycle.Was.Select(static w => w.Name).ToEquatableArray(),
            Property = PropertyName(field.Name, typeName),
            Variable = Identifiers.Camel(field.Name),
            Type = types.Of(field.Type),
            Presence = field.Optional || field.Default is not null
                ? field.Nullable ? Presence.OptionalNullable : Presence.Optional
                : field.Nullable ? Presence.Nullable : Presence.Required,
            Default = expression,
            DefaultJson = expression is null ? field.Default : null,
            Checks = Checks.Of(field.Constraints, types.Unaliased(field.Type), types),
            Sensitive = field.Sensitive || types.IsSensitive(field.Type),
            Doc = Docs.Of(field, outer),
        };
    }

    /// <summary>The C# name of a member; a name that a record has anyway, or the record's own, takes <c>Value</c> after it.</summary>
    public static string PropertyName(string wireName, string typeName)
    {
        var name = CSharpNames.Pascal(wireName);
        return name == typeName || Taken.Contains(name) ? name + "Value" : name;
    }

    /// <summary>The one field of a struct that C# may return instead: so that a result can grow, later optional fields do not count.</summary>
    private static int Single(EquatableArray<FieldModel> fields)
    {
        if (fields.Count == 1)
            return 0;
        var single = -1;
        for (var i = 0; i < fields.Count; i++)
        {
            if (fields[i].Optional || fields[i].Default is not null)
                continue;
            if (single >= 0)
                return -1;
            single = i;
        }

        return single;
    }
}
