using Virtwire.Sdk.Generators.Model;
using Virtwire.Sdk.Schema.Model;

namespace Virtwire.Sdk.Generators.Planning;

/// <summary>Enums of the schema as C# enums, or as structs over the wire's text.</summary>
internal static class EnumPlanner
{
    public static EquatableArray<EnumMemberModel> Members(EnumModel model)
    {
        var members = new EnumMemberModel[model.Values.Count];
        for (var i = 0; i < members.Length; i++)
        {
            var value = model.Values[i];
            members[i] = new(
                value.Name,
                CSharpNames.Pascal(value.Name),
                value.Number,
                value.Lifecycle.Was.Select(static w => w.Name).ToEquatableArray(),
                Docs.Of(value.Lifecycle, "The value " + value.Name + ".", outer: model.Lifecycle.Since));
        }

        return new(members);
    }
}
