using Virtwire.Sdk.Generators.Model;
using Virtwire.Sdk.Schema.Model;

namespace Virtwire.Sdk.Generators.Planning;

/// <summary>C# names of the data that an exception or an event hands on beside members of its own.</summary>
internal static class DataProperties
{
    private static readonly HashSet<string> OfExceptions = new(StringComparer.Ordinal)
    {
        "About", "Code", "CorrelationId", "Data", "Definition", "Descriptor", "Details", "ErrorName", "GetBaseException", "GetObjectData",
        "HResult", "HelpLink", "Hint", "InnerException", "Message", "Retry", "SerializeObjectState", "Source", "StackTrace", "Subject",
        "TargetSite", "ToPayload",
    };

    private static readonly HashSet<string> OfEvents = new(StringComparer.Ordinal) { "Data", "Gap", "IsGap", "Position", "Present" };

    /// <summary>The property of an exception.</summary>
    public static string OfException(MemberModel member, EquatableArray<MemberModel> all, string exceptionType) =>
        Apart(member, all, name => OfExceptions.Contains(name) || name == exceptionType);

    /// <summary>The property of an event.</summary>
    public static string OfEvent(MemberModel member, EquatableArray<MemberModel> all, string eventType, string? handleProperty) =>
        Apart(member, all, name => OfEvents.Contains(name) || name == handleProperty || name == eventType.Substring(eventType.LastIndexOf('.') + 1));

    // A name that is taken gets 'Value' behind it, until neither the class nor another member has it.
    private static string Apart(MemberModel member, EquatableArray<MemberModel> all, Func<string, bool> isTaken)
    {
        var name = member.Property;
        while (isTaken(name) || (name != member.Property && all.Any(m => m.Property == name)))
            name += "Value";
        return name;
    }
}
