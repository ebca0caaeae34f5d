using System.Xml;
using Virtwire.Sdk.Server.Drivers.Test.Definitions;

namespace Virtwire.Sdk.Server.Drivers.Test.Specs;

/// <summary>The memory and the number of processors of a document as specs have them.</summary>
internal static class AmountSpecs
{
    /// <summary>Makes the memory what a spec says, in KiB. Null stands for no change.</summary>
    public static void WriteMemory(XmlElement root, long? memory, long? maximum)
    {
        if (memory is null && maximum is null)
            return;
        if (memory > maximum)
            throw SpecFaults.Of($"{memory} KiB of memory are more than the most, {maximum} KiB.");
        var has = root.Child("memory") is not null || root.Child("cpu")?.Child("numa") is not null;
        var (ownMaximum, own, _) = has ? DomainResourcesReader.ReadMemory(root) : (0, 0, null);
        var most = maximum ?? Math.Max(ownMaximum, memory!.Value);
        var now = memory ?? (has ? Math.Min(own, most) : most);
        if (most != ownMaximum || now != own)
            root.PutMemory(most, now);
    }

    /// <summary>Makes the numbers of processors what a spec says. Null stands for no change.</summary>
    public static void WriteVcpus(XmlElement root, int? vcpus, int? maximum)
    {
        if (vcpus is null && maximum is null)
            return;
        if (vcpus > maximum)
            throw SpecFaults.Of($"{vcpus} virtual processors are more than the most, {maximum}.");
        var (ownMaximum, own) = DomainResourcesReader.ReadVcpus(root);
        var most = maximum ?? Math.Max(root.Child("vcpu") is null ? 1 : ownMaximum, vcpus!.Value);
        var now = vcpus ?? Math.Min(own, most);
        if (most != ownMaximum || now != own)
            root.PutVcpus(most, now);
    }
}
