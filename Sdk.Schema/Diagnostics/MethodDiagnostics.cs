namespace Virtwire.Sdk.Schema.Diagnostics;

/// <summary>VW1550–VW1599: a method does not make sense.</summary>
public static class MethodDiagnostics
{
    /// <summary>An instance method of what has no instances.</summary>
    public static DiagnosticDefinition NoReceiver { get; } =
        Error(
            "VW1550",
            "A method has no receiver",
            "'{0}' has no identity, so there is no 'self'; add \"static\": true, or give the resource an identity");

    /// <summary>A parameter whose name the protocol uses.</summary>
    public static DiagnosticDefinition ParameterTaken { get; } =
        Error("VW1551", "A parameter's name is taken", "'{0}' is the name of {1}; choose another name");

    /// <summary>A position of no parameter.</summary>
    public static DiagnosticDefinition UnknownPosition { get; } =
        Error("VW1552", "A position without a parameter", "the method has no parameter '{0}'{1}");

    /// <summary>A required parameter behind an optional one.</summary>
    public static DiagnosticDefinition PositionOrder { get; } =
        Error(
            "VW1553",
            "A required parameter stands behind an optional one",
            "'{0}' is required but stands behind the optional '{1}', so that one could never be left out");

    /// <summary>A required parameter without a position.</summary>
    public static DiagnosticDefinition PositionMissing { get; } =
        Error(
            "VW1554",
            "A required parameter has no position",
            "'{0}' is required but not among the positions, so no call by position can succeed; add it");

    /// <summary>A result that is not an object.</summary>
    public static DiagnosticDefinition ResultShape { get; } =
        Error("VW1555", "A result is not an object", "'{0}' is {1}; a result is a struct or a handle, so that it can grow: {2}");

    /// <summary>A page of something else.</summary>
    public static DiagnosticDefinition PageShape { get; } =
        Error(
            "VW1556",
            "A page is not a list of structs or handles",
            "'{0}' is not an array of a struct or a resource, which is what 'paginate' pages through");

    /// <summary>A result without one field that is the value.</summary>
    public static DiagnosticDefinition Unwrap { get; } =
        Error("VW1557", "Nothing to unwrap", "'unwrap' needs a struct with one field, or one required field; '{0}' is {1}");

    /// <summary>Keywords that exclude each other.</summary>
    public static DiagnosticDefinition Conflict { get; } =
        Error("VW1558", "Keywords exclude each other", "'{0}' and '{1}' exclude each other: {2}");

    /// <summary>A progress that is no struct.</summary>
    public static DiagnosticDefinition ProgressNotStruct { get; } =
        Error("VW1559", "Progress is not a struct", "'{0}' is {1}; progress is told by a struct, so that it can grow");

    /// <summary>An example that could not be sent.</summary>
    public static DiagnosticDefinition ExampleParams { get; } =
        Error("VW1560", "An example could not be sent", "the example's parameters are not what the method takes: {0}");

    /// <summary>An example that could not be answered.</summary>
    public static DiagnosticDefinition ExampleResult { get; } =
        Error("VW1561", "An example could not be answered", "the example's result is not what the method answers: {0}");

    internal static DiagnosticDefinition[] All =>
    [
        NoReceiver, ParameterTaken, UnknownPosition, PositionOrder, PositionMissing, ResultShape, PageShape, Unwrap, Conflict,
        ProgressNotStruct, ExampleParams, ExampleResult,
    ];

    private static DiagnosticDefinition Error(string id, string title, string format) => new(id, title, format, SchemaSeverity.Error);
}
