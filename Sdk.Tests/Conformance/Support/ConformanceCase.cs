using Xunit.Sdk;

namespace Virtwire.Sdk.Tests.Conformance.Support;

/// <summary>What a peer sends, and what it must be sent back. Written once, run over every framing, whole and in pieces.</summary>
/// <param name="Name">What the case shows.</param>
/// <param name="Sends">The messages that are sent, one after the other.</param>
/// <param name="Expects">
/// The messages that come back, in this order. An error is compared by what is stated of it (its wording is no contract); everything else
/// must be equal. The answers of a batch may stand in any order.
/// </param>
public sealed record ConformanceCase(string Name, string[] Sends, string[] Expects) : IXunitSerializable
{
    /// <summary>For the test runner.</summary>
    [Obsolete("For the test runner.")]
    public ConformanceCase()
        : this("", [], [])
    {
    }

    public string Name { get; private set; } = Name;

    public string[] Sends { get; private set; } = Sends;

    public string[] Expects { get; private set; } = Expects;

    public void Deserialize(IXunitSerializationInfo info)
    {
        Name = info.GetValue<string>(nameof(Name))!;
        Sends = info.GetValue<string[]>(nameof(Sends))!;
        Expects = info.GetValue<string[]>(nameof(Expects))!;
    }

    public void Serialize(IXunitSerializationInfo info)
    {
        info.AddValue(nameof(Name), Name);
        info.AddValue(nameof(Sends), Sends);
        info.AddValue(nameof(Expects), Expects);
    }

    public override string ToString() => Name;
}
