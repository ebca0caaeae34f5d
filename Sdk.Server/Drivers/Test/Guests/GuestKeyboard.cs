using Virtwire.Sdk.Server.Drivers.Test.Lifecycle;

namespace Virtwire.Sdk.Server.Drivers.Test.Guests;

/// <summary>The keyboard of a simulated guest, which remembers what was pressed last. Pure functions.</summary>
internal static class GuestKeyboard
{
    /// <summary>Presses keys together.</summary>
    public static DomainTransition Press(this SimulatedDomain domain, IReadOnlyList<int> keys, DomainKeycodeSet codeset)
    {
        domain.RequireActive();
        var most = codeset.Value switch
        {
            DomainKeycodeSet.Known.Linux => 0x2FF,
            DomainKeycodeSet.Known.Xt or DomainKeycodeSet.Known.Atset1 or DomainKeycodeSet.Known.Atset2 or DomainKeycodeSet.Known.Atset3 => 0xE0FF,
            DomainKeycodeSet.Known.Osx or DomainKeycodeSet.Known.XtKbd or DomainKeycodeSet.Known.Usb or DomainKeycodeSet.Known.Win32 => 0xFF,
            DomainKeycodeSet.Known.Qnum => 0xFF,
            _ => throw DomainRefusals.InvalidArgument(domain, "codeset", $"'{codeset}' is no set of keys that this hypervisor knows."),
        };
        foreach (var key in keys)
        {
            if (key is < 1 || key > most)
                throw DomainRefusals.InvalidArgument(domain, "keys", $"{key} is no key of the set '{codeset}'.");
        }

        return DomainTransition.To(domain with { Guest = domain.Guest with { Keys = [.. keys] } });
    }
}
