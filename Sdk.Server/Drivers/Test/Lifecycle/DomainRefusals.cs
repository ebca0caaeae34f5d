using System.Globalization;

namespace Virtwire.Sdk.Server.Drivers.Test.Lifecycle;

/// <summary>The errors that the simulator answers, in its own words: what, which object and why.</summary>
internal static class DomainRefusals
{
    public static HostException NoDomain(DomainRef reference) =>
        (reference is { Uuid: { } uuid }
            ? new NoDomainException($"No domain has the uuid {uuid}.", new NoDomainDetails { Domain = uuid.ToString() })
            : new NoDomainException($"No domain is named '{reference.Name}'.", new NoDomainDetails { Domain = reference.Name ?? "" }))
        .About(reference);

    public static HostException NoDomain(long id)
    {
        var text = id.ToString(CultureInfo.InvariantCulture);
        return new NoDomainException($"No active domain has the id {text}.", new NoDomainDetails { Domain = text });
    }

    public static HostException NameTaken(SimulatedDomain holder) => Exists(
        holder, $"A domain '{holder.Name}' exists already, with the uuid {holder.Uuid}.");

    public static HostException UuidTaken(SimulatedDomain holder) => Exists(
        holder, $"The uuid {holder.Uuid} belongs to the domain '{holder.Name}' already.");

    public static HostException NotRunning(SimulatedDomain domain) => new DomainNotRunningException(
        $"Domain '{domain.Name}' is not running.", new DomainNotRunningDetails { State = domain.State }).About(domain.Reference);

    public static HostException AlreadyActive(SimulatedDomain domain, string consequence) => new DomainAlreadyActiveException(
        $"Domain '{domain.Name}' is active: {consequence}.",
        new DomainAlreadyActiveDetails { State = domain.State }).About(domain.Reference);

    public static HostException InvalidState(SimulatedDomain domain, string consequence) => new InvalidDomainStateException(
        $"Domain '{domain.Name}' is {domain.State}: {consequence}.",
        new InvalidDomainStateDetails { State = domain.State }).About(domain.Reference);

    public static HostException NotPersistent(SimulatedDomain domain) => new DomainNotPersistentException(
        $"Domain '{domain.Name}' is transient and has no persistent definition.").About(domain.Reference);

    public static HostException RevisionMismatch(SimulatedDomain domain, string expected) => new RevisionMismatchException(
        $"Domain '{domain.Name}' has been changed since: its revision is no longer '{expected}'.",
        new RevisionMismatchDetails { Expected = expected, Actual = domain.Revision }).About(domain.Reference);

    public static HostException RevisionOfNothing(string name, string expected) => new RevisionMismatchException(
        $"There is no domain '{name}' that could have the revision '{expected}'.", new RevisionMismatchDetails { Expected = expected });

    public static HostException InvalidArgument(SimulatedDomain domain, string parameter, string message) =>
        new InvalidArgumentException(message, new InvalidArgumentDetails { Parameter = parameter }).About(domain.Reference);

    public static HostException ArgumentUnsupported(SimulatedDomain domain, string parameter, string message) =>
        new ArgumentUnsupportedException(message, new ArgumentUnsupportedDetails { Parameter = parameter }).About(domain.Reference);

    public static HostException InvalidCursor(string after) =>
        new InvalidCursorException($"'{after}' is no cursor of this list.", new InvalidCursorDetails { After = after });

    public static HostException SecureDenied(SimulatedDomain domain, MethodDescriptor method) => new AccessDeniedException(
        $"The passwords of domain '{domain.Name}' are for sessions with the role operate.",
        new AccessDeniedDetails { Method = method.Name, Required = Role.Operate }).About(domain.Reference);

    private static HostException Exists(SimulatedDomain holder, string message) =>
        new DomainExistsException(message, new DomainExistsDetails { Name = holder.Name, Uuid = holder.Uuid }).About(holder.Reference);
}
