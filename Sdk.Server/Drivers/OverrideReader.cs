using System.Reflection;

namespace Virtwire.Sdk.Server.Drivers;

/// <summary>Reads which methods of its emitted base class a driver overrides.</summary>
internal static class OverrideReader
{
    /// <summary>The names of the overridden methods.</summary>
    internal static IReadOnlySet<string> Read(ResourceDriver driver)
    {
        var declared = driver.Table.DriverType;

        // The type's public methods are kept when trimming: ResourceDriver asks for it.
        return driver.GetType()
            .GetMethods(BindingFlags.Public | BindingFlags.Instance)
            .Where(m => m.IsVirtual && m.DeclaringType != declared && m.GetBaseDefinition().DeclaringType == declared)
            .Select(m => m.Name)
            .ToHashSet(StringComparer.Ordinal);
    }
}
