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
        Was = element.List("was", static r => new Rename(r.Text("name") ?? "", r.Version("until") ?? default)),
        Preview = element.Text("stability") == "preview",
        Features = element.Names("features"),
    };

    private static Deprecation? ReadDeprecation(JsonValue? element) =>
        element?.Version("since") is { } since ? new Deprecation(since, element.Text("use"), element.Version("removeNotBefore")) : null;
}
