using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Xml;

namespace Virtwire.Sdk.Server.Drivers.Test.Definitions;

/// <summary>Makes definitions from domain documents: what libvirt requires is checked, everything else is kept as it stands.</summary>
internal static class DomainDefinitionReader
{
    /// <summary>Reads a document.</summary>
    /// <param name="text">The document.</param>
    /// <param name="newUuid">Gives a document without a uuid one.</param>
    /// <param name="edit">Changes the document before it is held to be whole; null for nothing.</param>
    /// <exception cref="XmlInvalidException">The document is not one of a domain.</exception>
    public static DomainDefinition Read(string text, Func<Guid> newUuid, Action<XmlElement>? edit = null)
    {
        var document = ObjectDocument.Read(text, "domain");
        var root = document.DocumentElement!;

        // The id belongs to one activation, not to the definition.
        root.RemoveAttribute("id");
        edit?.Invoke(root);
        var name = ObjectDocument.ReadName(root);
        var uuid = ObjectDocument.ReadUuid(root) ?? ObjectDocument.AddUuid(root, newUuid());
        return Describe(document, root, name, uuid);
    }

    /// <summary>Makes the definition of a document that has been edited.</summary>
    public static DomainDefinition Describe(PositionedXml document)
    {
        var root = document.DocumentElement!;
        return Describe(document, root, ObjectDocument.ReadName(root), ObjectDocument.ReadUuid(root)!.Value);
    }

    private static DomainDefinition Describe(PositionedXml document, XmlElement root, string name, Guid uuid)
    {
        var type = root.Attribute("type");
        if (string.IsNullOrEmpty(type))
            throw XmlFaults.At(root, "The domain has no attribute 'type'.");
        if (!DomainVocabulary.HypervisorTypes.Contains(type))
            throw XmlFaults.At(root, $"'{type}' is no known type of domain.");

        var title = root.Child("title");
        if (title?.InnerText.Contains('\n', StringComparison.Ordinal) == true)
            throw XmlFaults.At(title, "The title must not contain a line break.");

        var memory = DomainResourcesReader.ReadMemory(root);
        var vcpus = DomainResourcesReader.ReadVcpus(root);
        var osType = ReadOsType(root);
        var restartsOnPoweroff = Restarts(root, "on_poweroff", DomainVocabulary.LifecycleActions, whenAbsent: false);
        var restartsOnReboot = Restarts(root, "on_reboot", DomainVocabulary.LifecycleActions, whenAbsent: true);
        _ = Restarts(root, "on_crash", DomainVocabulary.CrashActions, whenAbsent: false);
        var (xml, rootAttributes) = DomainXmlWriter.Write(document);
        return new DomainDefinition
        {
            Xml = xml,
            RootAttributes = rootAttributes,
            Name = name,
            Uuid = uuid,
            HypervisorType = type,
            OsType = osType,
            Title = title?.InnerText,
            MaxMemory = memory.Maximum,
            Memory = memory.Current,
            PluggableMemory = memory.Pluggable,
            MaxVcpus = vcpus.Maximum,
            Vcpus = vcpus.Current,
            RestartsOnPoweroff = restartsOnPoweroff,
            RestartsOnReboot = restartsOnReboot,
            DiskTargets = ReadDiskTargets(root),
            HasAgent = HasAgentChannel(root),
            HasNvram = root.Child("os") is { } os && (os.Child("nvram") is not null || os.Attribute("firmware") == "efi"),
            HasPasswords = DomainXmlWriter.Passwords(root).Any(),
            Interfaces = GuestInterface.ReadAll(root, uuid),
        };
    }

    private static string ReadOsType(XmlElement root)
    {
        var os = root.Child("os");
        if (os?.Child("type") is not { InnerText: { Length: > 0 } text } type)
        {
            // A boot loader on the host starts paravirtual guests: then the type may be left out.
            return root.Child("bootloader") is not null ? "xen" : throw XmlFaults.At(os ?? root, "The domain has no 'type' in 'os'.");
        }

        if (!DomainVocabulary.OsTypes.Contains(text))
            throw XmlFaults.At(type, $"'{text}' is no known type of operating system.");
        if (type.Attribute("arch") is { } arch && !DomainVocabulary.Architectures.Contains(arch))
            throw XmlFaults.At(type, $"'{arch}' is no known architecture.");
        if (text == "exe" && os.Child("init") is null)
            throw XmlFaults.At(os, "A container has no 'init' in 'os'.");
        return text;
    }

    private static bool Restarts(XmlElement root, string name, FrozenSet<string> actions, bool whenAbsent)
    {
        if (root.Child(name) is not { } element)
            return whenAbsent;
        var action = element.InnerText;
        if (!actions.Contains(action))
            throw XmlFaults.At(element, $"'{action}' is no known action of '{name}'.");
        return action is "restart" or "rename-restart";
    }

    private static ImmutableArray<string> ReadDiskTargets(XmlElement root) =>
        [.. (root.Child("devices")?.Children("disk") ?? []).Select(d => d.Child("target")?.Attribute("dev")).OfType<string>()];

    private static bool HasAgentChannel(XmlElement root) =>
        root.Child("devices")?.Children("channel").Any(c => c.Child("target")?.Attribute("name") == "org.qemu.guest_agent.0") == true;
}
