using Virtwire.Sdk.Generators.Model;

namespace Virtwire.Sdk.Generators.Planning;

/// <summary>C# names of what an error tells.</summary>
internal static class ErrorPlanner
{
    private static readonly HashSet<string> Taken = new(StringComparer.Ordinal)
    {
        "About", "Code", "CorrelationId", "Data", "Descriptor", "Details", "ErrorName", "GetBaseException", "GetObjectData", "HResult",
        "HelpLink", "Hint", "InnerException", "Message", "Retry", "Source", "StackTrace", "Subject", "TargetSite", "ToPayload",
    };

    /// <summary>The exception's property for a member of the details; one that an exception has anyway takes <c>Value</c> after it.</summary>
    public static string PropertyName(MemberModel member) => Taken.Contains(member.Property) ? member.Property + "Value" : member.Property;
}
