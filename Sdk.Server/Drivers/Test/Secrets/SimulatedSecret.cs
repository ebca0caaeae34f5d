using System.Collections.Immutable;
using Virtwire.Sdk.Server.Drivers.Test.Definitions;
using Virtwire.Sdk.Server.Drivers.Test.Objects;

namespace Virtwire.Sdk.Server.Drivers.Test.Secrets;

/// <summary>A secret at one moment.</summary>
/// <param name="Definition">What it is.</param>
/// <param name="Value">Its value; null before any was set.</param>
internal sealed record SimulatedSecret(SecretDefinition Definition, SecretBytes? Value = null)
{
    /// <summary>Its handle.</summary>
    public SecretRef Reference => new() { Uuid = Definition.Uuid };

    /// <summary>What it is for, as one word that no other secret has; null where it is for nothing.</summary>
    public string? Usage => Definition.UsageId is { } id ? UsageOf(Definition.UsageType, id) : null;

    /// <summary>What a secret is for, as one word.</summary>
    public static string UsageOf(SecretUsageType type, string id) => $"{type}:{id}";

    /// <summary>The secret at a glance.</summary>
    public SecretInfo Describe() => new()
    {
        UsageType = Definition.UsageType,
        UsageId = Definition.UsageId,
        Description = Definition.Description,
        Ephemeral = Definition.Ephemeral,
        IsPrivate = Definition.Private,
        HasValue = Value is not null,
        Revision = Definition.Mark,
    };

    /// <summary>Makes a secret of a definition that no secret has.</summary>
    public static Transition<SimulatedSecret> DefineNew(SecretDefinition definition) => Told(new SimulatedSecret(definition));

    /// <summary>Gives it another definition, for the same usage. Its value stays.</summary>
    public Transition<SimulatedSecret> Redefine(SecretDefinition definition)
    {
        if (UsageOf(definition) != UsageOf(Definition))
            throw SecretRefusals.UuidTaken(this);
        return Definition.Private && !definition.Private ? throw SecretRefusals.StaysPrivate(this) : Told(this with { Definition = definition });
    }

    /// <summary>Takes it away.</summary>
    public Transition<SimulatedSecret> Undefine()
    {
        var self = Reference;
        return Transition<SimulatedSecret>.To(null, events => events.Publish(HostApi.Secret.Undefined, self, new SecretUndefinedData()));
    }

    /// <summary>Gives it a value.</summary>
    public Transition<SimulatedSecret> SetValue(ReadOnlySpan<byte> value)
    {
        var self = Reference;
        return Transition<SimulatedSecret>.To(
            this with { Value = new SecretBytes(value.ToArray()) },
            events => events.Publish(HostApi.Secret.ValueChanged, self, new SecretValueChangedData()));
    }

    /// <summary>Its value, for those who may have it.</summary>
    public ReadOnlyMemory<byte> Reveal() =>
        Definition.Private ? throw SecretRefusals.IsPrivate(this)
        : Value is { } value ? value.Bytes
        : throw SecretRefusals.HasNoValue(this);

    /// <summary>Refuses a secret whose definition is not the one that the caller has seen.</summary>
    public void RequireRevision(string? expected)
    {
        if (expected is not null && expected != Definition.Mark)
            throw SecretRefusals.RevisionMismatch(this, expected);
    }

    private static Transition<SimulatedSecret> Told(SimulatedSecret defined) => Transition<SimulatedSecret>.To(
        defined, events => events.Publish(HostApi.Secret.Defined, defined.Reference, new SecretDefinedData()));

    private static (SecretUsageType, string?) UsageOf(SecretDefinition definition) => (definition.UsageType, definition.UsageId);
}

/// <summary>The bytes of a value. They say nothing of themselves, wherever they are printed.</summary>
internal sealed class SecretBytes(byte[] bytes)
{
    /// <summary>The mark under which the bytes are kept.</summary>
    private const string Mark = "value";

    /// <summary>The bytes.</summary>
    public ReadOnlyMemory<byte> Bytes => bytes;

    /// <summary>The marks by which they are kept.</summary>
    public ImmutableSortedDictionary<string, string> Marks { get; } =
        ImmutableSortedDictionary<string, string>.Empty.Add(Mark, Convert.ToBase64String(bytes));

    /// <summary>The value that was kept; null where there was none.</summary>
    public static SecretBytes? Revive(KeptObject kept) =>
        kept.Marks.TryGetValue(Mark, out var text) ? new SecretBytes(Convert.FromBase64String(text)) : null;
}
