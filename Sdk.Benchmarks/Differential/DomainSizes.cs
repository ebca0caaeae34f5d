using System.Xml.Linq;

namespace Virtwire.Sdk.Benchmarks.Differential;

/// <summary>How large a domain is, in the same words for both hosts.</summary>
internal static class DomainSizes
{
    /// <summary>What stands there for a transient domain, which has no next start.</summary>
    public const string NoNextStart = "no next";

    /// <summary>The sizes that the next start takes: <c>next 65536/65536 KiB, 2 vcpus</c>.</summary>
    public static string OfNextStart(string xml)
    {
        var domain = XElement.Parse(xml);
        var memory = domain.Element("memory")!.Value;
        var vcpu = domain.Element("vcpu");
        return $"next {domain.Element("currentMemory")?.Value ?? memory}/{memory} KiB, {vcpu?.Attribute("current")?.Value ?? vcpu?.Value ?? "1"} vcpus";
    }

    /// <summary>The sizes that a domain has now: <c>now 65536/65536 KiB, 2 vcpus</c>.</summary>
    public static string Now(object memory, object maximum, object vcpus) => $"now {memory}/{maximum} KiB, {vcpus} vcpus";

    /// <summary>Whether a description's two sizes are the same.</summary>
    public static bool AreSame(string description)
    {
        var parts = description.Split(';');
        return parts.Length < 3 || parts[2].Trim() == NoNextStart || parts[1].Trim()["now ".Length..] == parts[2].Trim()["next ".Length..];
    }
}
