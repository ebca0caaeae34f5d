namespace Virtwire.Sdk.Schema.Reading;

/// <summary>The kinds of element that a document is made of. Each has its table of keywords.</summary>
public enum ElementKind
{
    /// <summary>The document itself.</summary>
    Document,

    /// <summary>What only C# is concerned with.</summary>
    CSharp,

    /// <summary>A type; its <c>kind</c> says which of the four that follow.</summary>
    Type,

    /// <summary>An enum.</summary>
    Enum,

    /// <summary>A value of an enum.</summary>
    EnumValue,

    /// <summary>A struct.</summary>
    Struct,

    /// <summary>A member of a struct, or a datum of an error or an event.</summary>
    Field,

    /// <summary>A union.</summary>
    Union,

    /// <summary>A variant of a union.</summary>
    Variant,

    /// <summary>An alias.</summary>
    Alias,

    /// <summary>An error.</summary>
    Error,

    /// <summary>A resource.</summary>
    Resource,

    /// <summary>A field that a handle carries.</summary>
    IdentityField,

    /// <summary>A method.</summary>
    Method,

    /// <summary>A parameter.</summary>
    Parameter,

    /// <summary>What a method answers.</summary>
    Result,

    /// <summary>That a method answers in pages.</summary>
    Paginate,

    /// <summary>That a method only starts the work.</summary>
    Task,

    /// <summary>An example call.</summary>
    Example,

    /// <summary>An event.</summary>
    Event,

    /// <summary>A deprecation.</summary>
    Deprecated,

    /// <summary>An earlier name.</summary>
    Rename,
}
