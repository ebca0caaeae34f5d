namespace Virtwire.Sdk.Server.Drivers.Test.Lifecycle;

/// <summary>Which ways of asking a guest to end or to start anew the guest has.</summary>
internal static class ShutdownModes
{
    /// <summary>Refuses a way that the guest does not have.</summary>
    public static void RequireMode(this SimulatedDomain domain, ShutdownMode? mode)
    {
        if (mode is not { } asked || MissingFor(domain, asked) is not { } missing)
            return;
        throw DomainRefusals.ArgumentUnsupported(
            domain, "mode", $"Domain '{domain.Name}' has {missing}, which the mode '{asked}' needs.");
    }

    private static string? MissingFor(SimulatedDomain domain, ShutdownMode mode)
    {
        var definition = domain.Live!;
        var isContainer = definition.OsType == "exe";
        return mode.Value switch
        {
            ShutdownMode.Known.Acpi when isContainer => "no power button",
            ShutdownMode.Known.Agent when !definition.HasAgent => "no channel to a guest agent",
            ShutdownMode.Known.Initctl or ShutdownMode.Known.Signal when !isContainer => "no init process of a container",
            ShutdownMode.Known.Paravirt when definition.HypervisorType != "xen" => "no paravirtual channel",
            _ => null,
        };
    }
}
