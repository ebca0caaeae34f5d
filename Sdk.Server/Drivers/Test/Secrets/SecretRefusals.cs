namespace Virtwire.Sdk.Server.Drivers.Test.Secrets;

/// <summary>The errors of secrets, in the simulator's own words. None of them tells a value.</summary>
internal static class SecretRefusals
{
    public static HostException NoSecret(SecretRef reference) => new NoSecretException(
        $"No secret has the uuid {reference.Uuid}.", new NoSecretDetails { Secret = reference.Uuid?.ToString() ?? "" }).About(reference);

    public static HostException NoSecret(SecretUsageType type, string id) =>
        new NoSecretException($"No secret is for {type} '{id}'.", new NoSecretDetails { Secret = SimulatedSecret.UsageOf(type, id) });

    public static HostException UsageTaken(SimulatedSecret holder) => Exists(
        holder, $"The secret {holder.Definition.Uuid} is for {holder.Definition.UsageType} '{holder.Definition.UsageId}' already.");

    public static HostException UuidTaken(SimulatedSecret holder) => Exists(
        holder,
        holder.Definition.UsageId is { } id
            ? $"The secret {holder.Definition.Uuid} is for {holder.Definition.UsageType} '{id}', and cannot be for anything else."
            : $"The secret {holder.Definition.Uuid} is for nothing, and cannot be for anything else.");

    public static HostException StaysPrivate(SimulatedSecret secret) => new SecretPrivateException(
        $"The secret {secret.Definition.Uuid} is private, and stays so.").About(secret.Reference);

    public static HostException IsPrivate(SimulatedSecret secret) => new SecretPrivateException(
        $"The secret {secret.Definition.Uuid} is private: its value is answered to nobody.").About(secret.Reference);

    public static HostException HasNoValue(SimulatedSecret secret) => new SecretHasNoValueException(
        $"The secret {secret.Definition.Uuid} has no value yet.").About(secret.Reference);

    public static HostException RevisionMismatch(SimulatedSecret secret, string expected) => new RevisionMismatchException(
        $"The secret {secret.Definition.Uuid} has been changed since: its revision is no longer '{expected}'.",
        new RevisionMismatchDetails { Expected = expected, Actual = secret.Definition.Mark }).About(secret.Reference);

    public static HostException RevisionOfNothing(Guid uuid, string expected) => new RevisionMismatchException(
        $"There is no secret {uuid} that could have the revision '{expected}'.", new RevisionMismatchDetails { Expected = expected });

    private static HostException Exists(SimulatedSecret holder, string message) => new SecretExistsException(
        message,
        new SecretExistsDetails { Uuid = holder.Definition.Uuid, UsageType = holder.Definition.UsageType, UsageId = holder.Definition.UsageId })
        .About(holder.Reference);
}
