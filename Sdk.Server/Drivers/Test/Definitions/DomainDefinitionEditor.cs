using System.Globalization;
using System.Xml;

namespace Virtwire.Sdk.Server.Drivers.Test.Definitions;

/// <summary>Changes single values of a definition; the rest of the document stays as it is.</summary>
internal static class DomainDefinitionEditor
{
    extension(DomainDefinition definition)
    {
        /// <summary>The definition under another name.</summary>
        public DomainDefinition WithName(string name) => definition.Edit(root => root.Child("name")!.InnerText = name);

        /// <summary>The definition with other amounts of memory, in KiB.</summary>
        public DomainDefinition WithMemory(long maximum, long current) => definition.Edit(root => root.PutMemory(maximum, current));

        /// <summary>The definition with other numbers of virtual processors.</summary>
        public DomainDefinition WithVcpus(int maximum, int current) => definition.Edit(root => root.PutVcpus(maximum, current));

        /// <summary>The root of its document, for reading.</summary>
        public XmlElement Root() => PositionedXml.Read(definition.Xml).DocumentElement!;

        /// <summary>The definition after an edit of its document's root.</summary>
        public DomainDefinition Edit(Action<XmlElement> edit)
        {
            var document = PositionedXml.Read(definition.Xml);
            edit(document.DocumentElement!);
            return DomainDefinitionReader.Describe(document);
        }
    }

    extension(XmlElement root)
    {
        /// <summary>Sets the amounts of memory of a document, in KiB.</summary>
        public void PutMemory(long maximum, long current)
        {
            var memory = root.Child("memory") ?? (root.Child("uuid") ?? root.Child("name")!).InsertElementAfter("memory");
            SetAmount(memory, maximum);
            SetAmount(root.Child("currentMemory") ?? memory.InsertElementAfter("currentMemory"), current);
        }

        /// <summary>Sets the numbers of virtual processors of a document.</summary>
        public void PutVcpus(int maximum, int current)
        {
            var vcpu = root.Child("vcpu") ?? (root.Child("memory") ?? root.Child("uuid") ?? root.Child("name")!).InsertElementAfter("vcpu");
            vcpu.InnerText = maximum.ToString(CultureInfo.InvariantCulture);
            if (current == maximum)
                vcpu.RemoveAttribute("current");
            else
                vcpu.SetAttribute("current", current.ToString(CultureInfo.InvariantCulture));
            EnableVcpus(root, maximum, current);
        }
    }

    private static void SetAmount(XmlElement element, long kib)
    {
        element.InnerText = kib.ToString(CultureInfo.InvariantCulture);
        element.SetAttribute("unit", "KiB");
    }

    // A document may say of each processor whether it is enabled; that must go with the numbers.
    private static void EnableVcpus(XmlElement root, int maximum, int current)
    {
        foreach (var (index, vcpu) in (root.Child("vcpus")?.Children("vcpu") ?? []).ToList().Index())
        {
            if (index >= maximum)
                vcpu.ParentNode!.RemoveChild(vcpu);
            else
                vcpu.SetAttribute("enabled", index < current ? "yes" : "no");
        }
    }
}
