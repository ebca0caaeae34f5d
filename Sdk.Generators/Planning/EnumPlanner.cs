using Virtwire.Sdk.Generators.Model;
using Virtwire.Sdk.Schema.Model;

namespace Virtwire.Sdk.Generators.Planning;

/// <summary>Enums of the schema as C# enums, or as structs over the wire's text.</summary>
internal static class EnumPlanner
{
    private static readonly HashSet<string> Taken = new(StringComparer.Ordinal)
    {
        "Equals", "Finalize", "GetHashCode", "GetType", "IsKnown", "Known", "MemberwiseClone", "Of", "ReadWire", "ReferenceEquals",
        "Symbols", "ToString", "Unrecognized", "Value", "WriteWire",
    };

    public static EquatableArray<EnumMemberModel> Members(EnumModel model, PlanFindings findings)
    {
        var members = new EnumMemberModel[model.Values.Count];
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < members.Length; i++)
        {
            var value = model.Values[i];
            var name = MemberName(model, value);
            if (names.TryGetValue(name, out var other))
                findings.SameMemberName(new(model.Name, $"/types/{LinkedSchema.ShortNameOf(model.Name)}/values", null), value.Name, other, name);
            names[name] = value.Name;
            members[i] = new(
                value.Name,
                name,
                value.Number,
                value.Lifecycle.Was.Select(static w => w.Name).ToEquatableArray(),
                Docs.Of(value.Lifecycle, "The value " + value.Name + ".", outer: model.Lifecycle.Since));
        }

        return new(members);
    }

    /// <summary>The C# name of a value; a name that the emitted type has anyway, or its own, takes <c>Value</c> after it.</summary>
    public static string MemberName(EnumModel model, EnumValueModel value)
    {
        var name = CSharpNames.Pascal(value.Name);
        return model.Open && (Taken.Contains(name) || name == CSharpNames.Pascal(LinkedSchema.ShortNameOf(model.Name))) ? name + "Value" : name;
    }
}
