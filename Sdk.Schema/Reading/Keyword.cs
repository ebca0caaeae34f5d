using Virtwire.Sdk.Schema.Model;

namespace Virtwire.Sdk.Schema.Reading;

/// <summary>A keyword of an element: one row of the table.</summary>
/// <param name="Name">The key.</param>
/// <param name="Value">What stands behind it.</param>
/// <param name="Doc">What it says, for the documentation, the meta-schema and the message that it is missing.</param>
public sealed record Keyword(string Name, ValueKind Value, string Doc)
{
    /// <summary>Whether the element must have it.</summary>
    public bool Required { get; init; }

    /// <summary>What holds where it is absent, for the documentation.</summary>
    public string? Default { get; init; }

    /// <summary>The kind of the element or elements behind it.</summary>
    public ElementKind Element { get; init; }

    /// <summary>The grammar of the name, the names, or the keys of a map.</summary>
    public NameRule Names { get; init; } = NameRule.Member;

    /// <summary>The words of a <see cref="ValueKind.Choice"/>.</summary>
    public EquatableArray<string> Choices { get; init; }

    /// <summary>The least integer.</summary>
    public int Minimum { get; init; }

    /// <summary>The greatest integer.</summary>
    public int Maximum { get; init; } = int.MaxValue;

    /// <summary>Whether a map or list must have an entry.</summary>
    public bool NotEmpty { get; init; }
}

/// <summary>A kind of element and its keywords.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Title">What it is called in a message, with its article.</param>
/// <param name="Doc">What it is, for the documentation.</param>
/// <param name="Keywords">Its keywords, in the order in which the documentation lists them.</param>
public sealed record ElementShape(ElementKind Kind, string Title, string Doc, EquatableArray<Keyword> Keywords)
{
    /// <summary>The keyword of that name, or null.</summary>
    public Keyword? Find(string name)
    {
        for (var i = 0; i < Keywords.Count; i++)
        {
            if (Keywords[i].Name == name)
                return Keywords[i];
        }

        return null;
    }
}
