using Virtwire.Sdk.Schema.Model;

namespace Virtwire.Sdk.Schema.Reading;

/// <summary>The keywords that every definition and member has: its words and its life.</summary>
internal static class LifecycleKeywords
{
    public static readonly Keyword[] Common =
    [
        new("doc", ValueKind.Text, "What the element is: whole sentences, the first of which can stand alone."),
        new("since", ValueKind.Version, "The first version that has the element.") { Default = "that of the element around it" },
        new("deprecated", ValueKind.Element, "Since when it should not be used, and what instead.") { Element = ElementKind.Deprecated },
        new("was", ValueKind.ElementList, "Names that it had before.") { Element = ElementKind.Rename, NotEmpty = true },
        new("stability", ValueKind.Choice, "`preview` elements are exempt from the compatibility promise.")
            { Choices = new(["stable", "preview"]), Default = "`stable`" },
    ];

    /// <summary>Only what a session's view can leave out as a whole: a method, an event.</summary>
    public static readonly Keyword Features = new("features", ValueKind.Names, "The features that a session must have agreed on to see the element.")
    {
        Names = NameRule.Feature,
        NotEmpty = true,
    };

    public static EquatableArray<Keyword> With(params Keyword[] own) => new([.. own, .. Common]);

    public static ElementShape[] Shapes() =>
    [
        new(ElementKind.Deprecated, "'deprecated'", "A deprecation.", new(
        [
            new("since", ValueKind.Version, "The version that deprecated the element.") { Required = true },
            new("use", ValueKind.Text, "What to use instead: the name of a sibling, or a path such as `Domain.getInfo` or `DomainInfo.memory`."),
            new("removeNotBefore", ValueKind.Version, "The first version that may lack the element."),
        ])),
        new(ElementKind.Rename, "a rename", "An earlier name of an element.", new(
        [
            new("name", ValueKind.Name, "The earlier name.") { Required = true, Names = NameRule.Value },
            new("until", ValueKind.Version, "The first version that no longer writes the earlier name.") { Required = true },
        ])),
    ];
}
