namespace Virtwire.Sdk.Server.Drivers.Test.Interfaces;

/// <summary>An interface of the host at one moment.</summary>
/// <param name="Definition">What it is to be.</param>
/// <param name="IsActive">Whether it is up.</param>
internal sealed record SimulatedInterface(InterfaceDefinition Definition, bool IsActive)
{
    /// <summary>Its name.</summary>
    public string Name => Definition.Name;

    /// <summary>Its handle.</summary>
    public InterfaceRef Reference => new() { Name = Name };

    /// <summary>The interface at a glance.</summary>
    public InterfaceInfo Describe() => new()
    {
        Active = IsActive,
        Type = Definition.Type,
        Mac = Definition.Mac,
        StartMode = Definition.StartMode,
        Mtu = Definition.Mtu,
        Addresses = [.. Definition.Addresses],
        Ports = [.. Definition.Ports],
        Revision = Definition.Revision,
    };
}
