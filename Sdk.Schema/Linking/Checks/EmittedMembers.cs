using Virtwire.Sdk.Schema.Model;

namespace Virtwire.Sdk.Schema.Linking.Checks;

/// <summary>The members that each kind of generated C# type has anyway. A test compiles whatever these lists let pass.</summary>
internal static class EmittedMembers
{
    private static readonly string[] OfObjects =
        ["Equals", "Finalize", "GetHashCode", "GetType", "MemberwiseClone", "ReferenceEquals", "ToString"];

    private static readonly string[] Records =
    [
        .. OfObjects, "Clone", "EqualityContract", "PrintMembers", "ReadPositions", "ReadWire", "ReadWireMembers", "TryReadWire",
        "TryReadWireMembers", "UnknownMembers", "UnwrapWire", "WrapWire", "WriteWire", "WriteWireMembers",
    ];

    private static readonly string[] OfOpenEnums =
        [.. OfObjects, "IsKnown", "Known", "Of", "ReadWire", "Symbols", "TryReadWire", "Unrecognized", "Value", "WriteWire"];

    private static readonly string[] OfUnions = [.. Records, "Deconstruct", "Value"];

    private static readonly string[] OfOpenUnions = [.. OfUnions, "Body", "Tag", "Unknown"];

    /// <summary>Of structs, requests, the data of errors and events, and references.</summary>
    public static string[] OfRecords => Records;

    /// <summary>Of a handle and its reference, which both have the fields of the identity.</summary>
    public static string[] OfHandles { get; } = [.. OfRecords, "Bind", "Connection", "Options", "Reference", "SharesConnectionWith", "WithOptions"];

    /// <summary>Of the description of a namespace, which has a class named as each resource is on the wire.</summary>
    public static string[] OfDescriptions { get; } = [.. OfObjects, "CanonicalSchema", "Description"];

    /// <summary>Of what has a member named as a resource is in C#: the connection and, where there are handles, handles and events.</summary>
    public static string[] OfResources(bool haveHandles) =>
        haveHandles ? [.. OfObjects, "Data", "Gap", "IsGap", "Position", "Reference", "WithOptions"] : OfObjects;

    /// <summary>Of a request.</summary>
    public static string[] OfRequest(MethodModel method) =>
    [
        .. OfRecords,
        .. method.Static ? Array.Empty<string>() : ["Self"],
        .. method.MaxPage is null ? Array.Empty<string>() : ["After", "Limit", "WithPage"],
    ];

    /// <summary>Of a type.</summary>
    public static string[] Of(TypeModel type) => type switch
    {
        EnumModel { Open: true } => OfOpenEnums,
        EnumModel or AliasModel => [],
        UnionModel { Open: true } => OfOpenUnions,
        UnionModel => OfUnions,
        _ => OfRecords,
    };
}
