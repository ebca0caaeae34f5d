using System.Xml;
using Virtwire.Sdk.Server.Drivers.Test.Definitions;
using Virtwire.Sdk.Server.Drivers.Test.Devices;

namespace Virtwire.Sdk.Server.Drivers.Test.Specs;

/// <summary>Makes the devices of a kind the list that a spec has: what matches is edited, what is new is added, what is missing goes.</summary>
internal static class DeviceLists
{
    /// <summary>Writes a list.</summary>
    /// <param name="root">The domain's document.</param>
    /// <param name="kind">The devices' kind.</param>
    /// <param name="list">What the spec has; null stands for no change.</param>
    /// <param name="read">What the spec would say of an element; null where it has no words for it, and leaves it alone.</param>
    /// <param name="keyOfSpec">What tells an item from others; null to go by the place in the list.</param>
    /// <param name="keyOfElement">The same of an element.</param>
    /// <param name="write">Makes an element what an item says.</param>
    public static void Write<T>(
        XmlElement root,
        string kind,
        IReadOnlyList<T>? list,
        Func<XmlElement, T?> read,
        Func<T, string?> keyOfSpec,
        Func<XmlElement, string?> keyOfElement,
        Action<XmlElement, T> write)
        where T : class
    {
        if (list is null)
            return;
        var open = root.Devices(kind).ToList();

        // A document may have what libvirt refuses since: then its spec has it too.
        var keys = list.Select(keyOfSpec).OfType<string>().GroupBy(key => key);
        if (keys.FirstOrDefault(k => k.Count() > 1 && k.Count() > open.Count(e => keyOfElement(e) == k.Key)) is { } twice)
            throw SpecFaults.Of($"Two devices of the kind '{kind}' have '{twice.Key}'.");
        var matched = new XmlElement?[list.Count];
        for (var i = 0; i < list.Count; i++)
        {
            if (keyOfSpec(list[i]) is { } key)
                Take(i, open.Find(e => keyOfElement(e) == key));
        }

        for (var i = 0; i < list.Count; i++)
        {
            if (keyOfSpec(list[i]) is null)
                Take(i, open.Find(e => read(e) is not null));
        }

        // Before new ones come: they stand behind those that stay.
        foreach (var gone in open.Where(e => read(e) is not null))
            gone.RemoveIndented();
        for (var i = 0; i < list.Count; i++)
        {
            var isNew = matched[i] is null;
            var element = matched[i] ?? root.AddDevice(root.OwnerDocument.CreateElement(kind));
            if (isNew || !list[i].Equals(read(element)))
                write(element, list[i]);
        }

        void Take(int i, XmlElement? element)
        {
            matched[i] = element;
            if (element is not null)
                open.Remove(element);
        }
    }
}
