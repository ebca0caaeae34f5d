using System.Globalization;
using System.Xml;
using Virtwire.Sdk.Server.Drivers.Test.Definitions;
using Virtwire.Sdk.Server.Drivers.Test.Devices;
using Virtwire.Sdk.Server.Drivers.Test.Lifecycle;

namespace Virtwire.Sdk.Server.Drivers.Test.Guests;

/// <summary>What of a guest can be seen or talked to as a stream of bytes.</summary>
internal static class GuestScreens
{
    private static readonly string[] Kinds = ["console", "serial", "parallel", "channel"];

    extension(SimulatedDomain domain)
    {
        /// <summary>Refuses a screen that the guest does not have. As with libvirt's own simulator, every guest has a first one.</summary>
        public void RequireScreen(int screen)
        {
            domain.RequireActive();
            var heads = Math.Max(1, domain.Live!.Root().Devices("video").Sum(Heads));
            if (screen >= heads)
                throw DomainRefusals.InvalidArgument(domain, "screen", $"Domain '{domain.Name}' has no screen {screen}, but {heads} from 0 on.");
        }

        /// <summary>Refuses a device that there is not, or that is not open to callers.</summary>
        /// <param name="device">Its alias, or its kind and number; null for the first console or serial device.</param>
        public void RequireConsole(string? device)
        {
            domain.RequireActive();
            var root = domain.Live!.Root();
            var all = Kinds.SelectMany(root.Devices).ToList();
            var found = all.FirstOrDefault(d => device is null ? d.LocalName is "console" or "serial" : d.Alias() == device || NameOf(d) == device)
                ?? throw DeviceRefusals.NoDevice(domain, "console", device ?? "console0", [.. all.Select(NameOf)]);
            if (found.Attribute("type") is not ("pty" or "unix") and var type)
                throw DomainRefusals.ArgumentUnsupported(domain, "device", $"What goes over '{NameOf(found)}' of the type '{type}' belongs to another.");
        }
    }

    private static string NameOf(XmlElement device) => device.Alias() ?? device.LocalName + device.Number().ToString(CultureInfo.InvariantCulture);

    private static int Heads(XmlElement video) =>
        int.TryParse(video.Child("model")?.Attribute("heads"), NumberStyles.None, CultureInfo.InvariantCulture, out var heads) && heads > 0 ? heads : 1;
}
