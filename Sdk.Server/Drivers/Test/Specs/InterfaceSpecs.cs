using System.Xml;
using Virtwire.Sdk.Server.Drivers.Test.Definitions;
using Virtwire.Sdk.Server.Drivers.Test.Devices;

namespace Virtwire.Sdk.Server.Drivers.Test.Specs;

/// <summary>Interfaces of a document as specs have them.</summary>
internal static class InterfaceSpecs
{
    /// <summary>The interface; null where specs have no words for it.</summary>
    public static DomainInterface? Read(XmlElement element)
    {
        var mac = element.Text("mac/@address") is { } address && DeviceChecks.IsMac(address) ? address : null;
        var model = element.Text("model/@type");
        var target = element.Text("target/@dev");
        bool? linkUp = element.Text("link/@state") is { } state ? state == "up" : null;
        var order = element.Number("boot/@order") is >= 1 and var number ? number : (int?)null;
        switch (element.Attribute("type"))
        {
            case "network" when element.Text("source/@network") is { } network:
                return new DomainNetworkInterface
                {
                    Network = network, PortGroup = element.Text("source/@portgroup"), Mac = mac, Model = model, Target = target, LinkUp = linkUp, BootOrder = order,
                };
            case "bridge" when element.Text("source/@bridge") is { } bridge:
                return new DomainBridgeInterface { Bridge = bridge, Mac = mac, Model = model, Target = target, LinkUp = linkUp, BootOrder = order };
            case "user":
                return new DomainUserInterface { Mac = mac, Model = model, Target = target, LinkUp = linkUp, BootOrder = order };
            case "direct" when element.Text("source/@dev") is { } device:
                return new DomainDirectInterface
                {
                    Device = device, Mode = element.Text("source/@mode"), Mac = mac, Model = model, Target = target, LinkUp = linkUp, BootOrder = order,
                };
            default:
                return null;
        }
    }

    /// <summary>The hardware address of an interface in small letters, or null.</summary>
    public static string? MacOf(DomainInterface spec) => Fields.Of(spec).Mac?.ToLowerInvariant();

    /// <summary>Makes an element what a spec says.</summary>
    public static void Write(XmlElement element, DomainInterface spec)
    {
        var fields = Fields.Of(spec);
        if (element.Attribute("type") != fields.Type)
            element.Child("source")?.RemoveIndented();
        element.Put("@type", fields.Type);
        if (element.Mac() != fields.Mac?.ToLowerInvariant())
            element.Put("mac/@address", fields.Mac);
        switch (spec)
        {
            case DomainInterface.Network(var network):
                element.Put("source/@network", network.Network);
                element.Put("source/@portgroup", network.PortGroup);
                break;
            case DomainInterface.Bridge(var bridge):
                element.Put("source/@bridge", bridge.Bridge);
                break;
            case DomainInterface.Direct(var direct):
                element.Put("source/@dev", direct.Device);
                element.Put("source/@mode", direct.Mode);
                break;
            default:
                break;
        }

        element.Put("target/@dev", fields.Target);
        element.Put("model/@type", fields.Model);
        element.Put("link/@state", fields.LinkUp switch { true => "up", false => "down", null => null });
        element.Put("boot/@order", fields.BootOrder);
    }

    /// <summary>What all interfaces have.</summary>
    private sealed record Fields(string Type, string? Mac, string? Model, string? Target, bool? LinkUp, int? BootOrder)
    {
        public static Fields Of(DomainInterface spec) => spec switch
        {
            DomainInterface.Network(var i) => new("network", i.Mac, i.Model, i.Target, i.LinkUp, i.BootOrder),
            DomainInterface.Bridge(var i) => new("bridge", i.Mac, i.Model, i.Target, i.LinkUp, i.BootOrder),
            DomainInterface.User(var i) => new("user", i.Mac, i.Model, i.Target, i.LinkUp, i.BootOrder),
            DomainInterface.Direct(var i) => new("direct", i.Mac, i.Model, i.Target, i.LinkUp, i.BootOrder),
            DomainInterface.Unknown(var tag, _) => throw SpecFaults.Of($"'{tag}' is no known kind of interface."),
            _ => throw new InvalidOperationException("An interface is one of its variants."),
        };
    }
}
