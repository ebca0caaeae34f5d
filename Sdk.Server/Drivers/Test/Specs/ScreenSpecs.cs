using System.Xml;
using Virtwire.Sdk.Server.Drivers.Test.Definitions;

namespace Virtwire.Sdk.Server.Drivers.Test.Specs;

/// <summary>Graphics devices and consoles of a document as specs have them.</summary>
internal static class ScreenSpecs
{
    /// <summary>The graphics device, without its password; null where specs have no words for it.</summary>
    public static DomainGraphics? ReadGraphics(XmlElement element) => element.Text("@type") is { } type
        ? new DomainGraphics { Type = type, Port = PortOf(element), Listen = ListenerOf(element)?.Text("@address") ?? element.Text("@listen") }
        : null;

    /// <summary>Makes an element what a spec says.</summary>
    public static void WriteGraphics(XmlElement element, DomainGraphics graphics)
    {
        element.Put("@type", graphics.Type);
        if (graphics.Port is { } port && PortOf(element) != port)
        {
            element.Put("@port", port);
            element.Put("@autoport", port < 0 ? "yes" : "no");
        }

        if (graphics.Listen is { } listen && ReadGraphics(element)!.Listen != listen)
        {
            ListenerOf(element)?.Put("@address", listen);
            if (ListenerOf(element) is null || element.HasAttribute("listen"))
                element.Put("@listen", listen);
        }

        element.Put("@passwd", graphics.Password);
    }

    /// <summary>The console; null where specs have no words for it.</summary>
    public static DomainConsole? ReadConsole(XmlElement element) =>
        element.Text("@type") is { } type ? new DomainConsole { Type = type, Target = element.Text("target/@type") } : null;

    /// <summary>Makes an element what a spec says.</summary>
    public static void WriteConsole(XmlElement element, DomainConsole console)
    {
        element.Put("@type", console.Type);
        element.Put("target/@type", console.Target);
    }

    private static int? PortOf(XmlElement element) => element.Number("@port") is >= -1 and <= ushort.MaxValue and var port ? port
        : element.Text("@autoport") == "yes" && !element.HasAttribute("port") ? -1
        : null;

    private static XmlElement? ListenerOf(XmlElement element) => element.Children("listen").FirstOrDefault(l => l.Attribute("type") == "address");
}
