namespace Virtwire.Sdk.Schema.Diagnostics;

/// <summary>VW1901–VW1999: the C# that would be generated does not compile.</summary>
public static class CSharpDiagnostics
{
    /// <summary>Two C# types of one name.</summary>
    public static DiagnosticDefinition TypeTaken { get; } =
        Error("VW1901", "Two generated types have one name", "the C# type '{0}' is generated for {1} and for {2}; rename one of them");

    /// <summary>Two C# members of one name.</summary>
    public static DiagnosticDefinition MemberTaken { get; } =
        Error("VW1902", "Two generated members have one name", "'{0}' and '{1}' both become '{2}' in C#; rename one of them");

    /// <summary>A C# member whose name the type needs itself.</summary>
    public static DiagnosticDefinition MemberReserved { get; } =
        Error("VW1903", "A generated member's name is taken", "'{0}' becomes '{1}' in C#, which is {2}; rename it or the type");

    /// <summary>A word of the wire that is a C# member which the type needs itself.</summary>
    public static DiagnosticDefinition WordReserved { get; } =
        Error(
            "VW1904",
            "A word of the wire is taken in C#",
            "'{0}' becomes '{1}' in C#, which {2} has anyway; choose another word, with '{0}' in its 'was' where it is written already{3}");

    internal static DiagnosticDefinition[] All => [TypeTaken, MemberTaken, MemberReserved, WordReserved];

    private static DiagnosticDefinition Error(string id, string title, string format) => new(id, title, format, SchemaSeverity.Error);
}
