namespace Virtwire.Sdk.Server.Drivers.Test.Host;

/// <summary>How the simulated machine's processors stand to a description, by libvirt's rules.</summary>
internal static class CpuComparer
{
    /// <summary>Compares.</summary>
    /// <returns>How they stand; where they are incompatible, why, and the features that are in the way.</returns>
    public static CpuVerdict Compare(CpuDescription described)
    {
        var host = CpuModels.Host;
        if (described.TakesHost)
            return new CpuVerdict(CpuComparison.Identical);
        if (described.Architecture is { } architecture && !CpuModels.Architectures.Contains(architecture))
            return Incompatible($"The host's processors are of the architecture {TestHardware.Model}, not {architecture}.");
        if (described.Vendor is { } vendor && vendor != host.Vendor)
            return Incompatible($"The host's processors are made by {host.Vendor}, not by {vendor}.");

        var forbidden = Named(described, "forbid").Intersect(host.Features).ToList();
        if (forbidden.Count > 0)
            return Incompatible("The host's processors have features that are forbidden", forbidden);
        var asked = described.Model!.Features.Union(Named(described, "require"))
            .Except(Named(described, "forbid")).Except(Named(described, "optional")).Except(Named(described, "disable")).ToHashSet(StringComparer.Ordinal);
        var lacking = asked.Except(Named(described, "force")).Except(host.Features).ToList();
        if (lacking.Count > 0)
            return Incompatible("The host's processors lack features that are required", lacking);

        var more = host.Features.Except(asked)
            .Except(Named(described, "optional")).Except(Named(described, "disable")).Except(Named(described, "force")).ToList();
        if (more.Count == 0)
            return new CpuVerdict(CpuComparison.Identical);
        return described.IsStrict
            ? Incompatible("The host's processors have features that a strict match does not allow", more)
            : new CpuVerdict(CpuComparison.Superset);
    }

    private static IEnumerable<string> Named(CpuDescription described, string policy) =>
        described.Policy.Where(p => p.Value == policy).Select(p => p.Key);

    private static CpuVerdict Incompatible(string reason) => new(CpuComparison.Incompatible, reason);

    private static CpuVerdict Incompatible(string reason, IEnumerable<string> features)
    {
        string[] named = [.. features.Order(StringComparer.Ordinal)];
        return new(CpuComparison.Incompatible, $"{reason}: {string.Join(", ", named)}.", named);
    }
}

/// <summary>What became of a comparison.</summary>
/// <param name="Comparison">How the host's processors stand to the description.</param>
/// <param name="Reason">Why they are incompatible, in a sentence; null where they are not.</param>
/// <param name="Features">The features that are in the way; null for none.</param>
internal sealed record CpuVerdict(CpuComparison Comparison, string? Reason = null, IReadOnlyList<string>? Features = null);
