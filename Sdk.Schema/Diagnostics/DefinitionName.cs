using System.Text;
using Virtwire.Sdk.Schema.Text;

namespace Virtwire.Sdk.Schema.Diagnostics;

/// <summary>
/// Names the definition that a pointer lies in, as people call it: <c>DomainInfo.memory</c>, <c>Domain.migrate(destination)</c>.
/// </summary>
public static class DefinitionName
{
    /// <summary>The name, or nothing for a place outside all definitions.</summary>
    public static string Of(string pointer)
    {
        var segments = JsonPointer.Segments(pointer);
        if (segments.Length < 2 || segments[0] is not ("types" or "errors" or "resources"))
            return "";
        var name = new StringBuilder(segments[1]);
        for (var i = 2; i + 1 < segments.Length; i += 2)
        {
            var member = segments[i + 1];
            switch (segments[i])
            {
                case "fields" or "values" or "variants" or "methods" or "events" or "identity":
                    name.Append('.').Append(member);
                    break;
                case "params":
                    return name.Append('(').Append(member).Append(')').ToString();
                case "data":
                    return name.Append('.').Append(member).ToString();
                default:
                    return name.ToString();
            }
        }

        return name.ToString();
    }
}
