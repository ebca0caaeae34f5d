using System.Globalization;
using Virtwire.Sdk.Server.Drivers.Test.Faults;

namespace Virtwire.Sdk.Server.Drivers.Test;

/// <summary>What the URI of a simulated host says about it: <c>test:///default?seed=7&amp;domains=10000&amp;latency=5ms&amp;fault=…</c>.</summary>
/// <param name="Seed">What its uuids and chances come from.</param>
/// <param name="Domains">How many guests it holds at start beside libvirt's own: defined and shut off, <c>guest-1</c> and on.</param>
/// <param name="Latency">How long every call takes longer.</param>
/// <param name="Faults">What goes wrong.</param>
internal sealed record TestParameters(long Seed, int Domains, TimeSpan Latency, IReadOnlyList<FaultRule> Faults)
{
    private const int MostDomains = 1_000_000;

    /// <summary>The names.</summary>
    public static IReadOnlyList<string> Names { get; } = ["seed", "domains", "latency", "fault"];

    /// <summary>Reads the parameters.</summary>
    /// <exception cref="ArgumentException">A value is none of its parameter.</exception>
    public static TestParameters Read(DriverParameters parameters) => new(
        Number(parameters, "seed", 1, long.MinValue, long.MaxValue),
        (int)Number(parameters, "domains", 0, 0, MostDomains),
        parameters["latency"] is { } latency ? FaultText.ReadTime("latency", latency) : TimeSpan.Zero,
        [.. parameters.All("fault").Select(FaultText.Read)]);

    private static long Number(DriverParameters parameters, string name, long usual, long least, long most)
    {
        if (parameters[name] is not { } text)
            return usual;
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new ArgumentException($"{name}={text} is no whole number from {least} to {most}.");
    }
}
