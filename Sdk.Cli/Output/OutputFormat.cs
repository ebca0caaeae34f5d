namespace Virtwire.Sdk.Cli.Output;

/// <summary>What the tool prints results as.</summary>
internal enum OutputFormat
{
    /// <summary>For people: tables for lists, a line a member for objects, a bare value for a single one.</summary>
    Table,

    /// <summary>For programs: the result object on one line, as the daemon wrote it.</summary>
    Json,
}
