namespace Virtwire.Sdk.Server.Drivers.Test.Definitions;

/// <summary>The rules for a domain's name.</summary>
internal static class DomainName
{
    /// <summary>What is wrong with a name that is not empty; null when nothing is.</summary>
    public static string? FaultOf(string name, int maxLength = 255)
    {
        if (name.Contains('/', StringComparison.Ordinal))
            return $"The name '{name}' contains a slash.";
        if (name.Contains('\n', StringComparison.Ordinal))
            return "The name contains a line break.";
        if (XmlCharacters.FaultOf(name) is { } fault)
            return fault;
        return name.EnumerateRunes().Count() > maxLength ? $"The name has more than {maxLength} characters." : null;
    }
}
