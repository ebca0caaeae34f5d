using Virtwire.Sdk.Schema.Model;
using Virtwire.Sdk.Schema.Text;

namespace Virtwire.Sdk.Schema.Reading;

/// <summary>Makes the words and the life of an element out of checked JSON.</summary>
internal static class LifecycleReader
{
    public static Lifecycle Read(JsonValue element) => new()
    {
        Doc = element.Text("doc"),
        Since = element.Version("since"),
        Deprecated = ReadDeprecation(element.Object("deprecated")),
        Was = ReadRenames(element),
        Preview = element.Text("stability") == "preview",
        Features = element.Names("features", NameRule.Feature.Accepts),
    };

    private static Deprecation? ReadDeprecation(JsonValue? element) =>
        element?.Version("since") is { } since ? new Deprecation(since, element.Text("use"), element.Version("removeNotBefore")) : null;

    private static EquatableArray<Rename> ReadRenames(JsonValue element)
    {
        if (element.Find("was") is not { Kind: JsonKind.Array } list)
            return default;
        var renames = new List<Rename>();
        foreach (var item in list.Items)
        {
            if (item.Name("name", NameRule.Value) is { } name && item.Version("until") is { } until)
                renames.Add(new Rename(name, until));
        }

        return renames.ToEquatableArray();
    }
}
