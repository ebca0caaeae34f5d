using Virtwire.Sdk.Server.Drivers.Test.Definitions;
using Virtwire.Sdk.Server.Drivers.Test.Objects;

namespace Virtwire.Sdk.Server.Drivers.Test.Secrets;

/// <summary>All secrets of a simulated host. libvirt's own host has none at its start.</summary>
internal sealed class SecretStore(Simulation simulation)
    : ObjectStore<SimulatedSecret>(simulation, new ObjectIndex<SimulatedSecret>(Key, static secret => secret.Usage))
{
    private const int ByUsage = 0;

    /// <inheritdoc/>
    protected override string Kind => "secrets";

    /// <summary>Finds a secret by its handle.</summary>
    public SimulatedSecret Find(SecretRef reference)
    {
        lock (Simulation.Gate)
            return Require(reference);
    }

    /// <summary>Finds a secret by what it is for.</summary>
    public SimulatedSecret FindByUsage(SecretUsageType type, string id)
    {
        lock (Simulation.Gate)
            return Index.TryFind(ByUsage, SimulatedSecret.UsageOf(type, id), out var secret) ? secret : throw SecretRefusals.NoSecret(type, id);
    }

    /// <summary>Defines a secret.</summary>
    public async ValueTask<SimulatedSecret> DefineAsync(string xml, string? ifRevision)
    {
        var definition = SecretDefinition.Read(xml, Simulation.Uuids.Next);
        ValueTask kept;
        Transition<SimulatedSecret> transition;
        lock (Simulation.Gate)
        {
            var existing = Index.TryFind(definition.Uuid.ToString(), out var holder) ? holder : null;
            if (existing is null && ifRevision is not null)
                throw SecretRefusals.RevisionOfNothing(definition.Uuid, ifRevision);
            existing?.RequireRevision(ifRevision);
            transition = existing?.Redefine(definition) ?? SimulatedSecret.DefineNew(definition);
            if (existing is null && transition.Object!.Usage is { } usage && Index.TryFind(ByUsage, usage, out holder))
                throw SecretRefusals.UsageTaken(holder);
            kept = Commit(existing, transition);
        }

        await kept.ConfigureAwait(false);
        return transition.Object!;
    }

    /// <summary>Changes a secret.</summary>
    /// <param name="reference">Which one.</param>
    /// <param name="change">What becomes of it. Runs under the lock.</param>
    /// <param name="ifRevision">Only if the secret has this revision; null for any.</param>
    public ValueTask ChangeAsync(SecretRef reference, Func<SimulatedSecret, Transition<SimulatedSecret>> change, string? ifRevision = null)
    {
        lock (Simulation.Gate)
        {
            var secret = Require(reference);
            secret.RequireRevision(ifRevision);
            return Commit(secret, change(secret));
        }
    }

    /// <inheritdoc/>
    protected override string KeyOf(SimulatedSecret item) => Key(item);

    /// <inheritdoc/>
    protected override KeptObject? Keep(SimulatedSecret item)
    {
        if (item.Definition.Ephemeral)
            return null;
        var kept = new KeptObject(item.Definition.Xml);
        return item.Value is { } value ? kept with { Marks = value.Marks } : kept;
    }

    /// <inheritdoc/>
    protected override SimulatedSecret Revive(KeptObject kept) =>
        new(SecretDefinition.Read(kept.Document, Simulation.Uuids.Next), SecretBytes.Revive(kept));

    private static string Key(SimulatedSecret secret) => secret.Definition.Uuid.ToString();

    private SimulatedSecret Require(SecretRef reference) =>
        Index.TryFind(reference.Uuid?.ToString() ?? "", out var secret) ? secret : throw SecretRefusals.NoSecret(reference);
}
