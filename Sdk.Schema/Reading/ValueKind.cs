namespace Virtwire.Sdk.Schema.Reading;

/// <summary>What stands behind a keyword.</summary>
public enum ValueKind
{
    /// <summary>A string with at least one character.</summary>
    Text,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean,

    /// <summary>A whole number between the keyword's bounds.</summary>
    Integer,

    /// <summary>Any number.</summary>
    Number,

    /// <summary>Any JSON value.</summary>
    Json,

    /// <summary>Any JSON object.</summary>
    JsonObject,

    /// <summary>A version: <c>"1.0"</c>.</summary>
    Version,

    /// <summary>A type: <c>"string"</c>, <c>"DomainInfo[]"</c>, <c>"map&lt;core.Size&gt;"</c>.</summary>
    TypeExpression,

    /// <summary>A name, or a qualified name.</summary>
    Reference,

    /// <summary>A name.</summary>
    Name,

    /// <summary>One of the keyword's words.</summary>
    Choice,

    /// <summary>An array of names without repetition.</summary>
    Names,

    /// <summary>An array of names or qualified names without repetition.</summary>
    References,

    /// <summary>An array of arrays of names.</summary>
    NameSets,

    /// <summary>An element.</summary>
    Element,

    /// <summary>An object from names to elements.</summary>
    ElementMap,

    /// <summary>An array of elements.</summary>
    ElementList,
}
