using Microsoft.CodeAnalysis.Diagnostics;

namespace Virtwire.Sdk.Generators.Pipeline;

/// <summary>What a compilation emits of a document. None at all: the document is there to be referred to.</summary>
[Flags]
internal enum SchemaRoles
{
    /// <summary>Only a reference: another assembly holds the types.</summary>
    Reference = 0,

    /// <summary>Types, codecs, errors and the description.</summary>
    Types = 1,

    /// <summary>Handles, collections and events.</summary>
    Client = 2,

    /// <summary>Driver base classes and dispatch tables.</summary>
    Server = 4,
}

/// <summary>Reads the roles off the metadata of a schema item.</summary>
internal static class SchemaRolesReader
{
    private const string Prefix = "build_metadata.AdditionalFiles.";

    /// <summary>The roles of a document, or null for a file that is none.</summary>
    public static SchemaRoles? Read(AnalyzerConfigOptions options)
    {
        if (Flag(options, "VirtwireSchema") != true)
            return null;
        var roles = SchemaRoles.Reference;
        if (Flag(options, "Client") == true)
            roles |= SchemaRoles.Client;
        if (Flag(options, "Server") == true)
            roles |= SchemaRoles.Server;
        if (Flag(options, "Types") ?? roles != SchemaRoles.Reference)
            roles |= SchemaRoles.Types;
        return roles;
    }

    private static bool? Flag(AnalyzerConfigOptions options, string name) =>
        options.TryGetValue(Prefix + name, out var text) && bool.TryParse(text, out var value) ? value : null;
}
