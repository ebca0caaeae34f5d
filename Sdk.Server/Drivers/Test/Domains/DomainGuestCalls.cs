using Virtwire.Sdk.Server.Drivers.Test.Guests;
using Virtwire.Sdk.Server.Drivers.Test.Lifecycle;
using Virtwire.Sdk.Server.Drivers.Test.Networks;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Server.Drivers.Test.Domains;

/// <summary>The calls about what is inside domains: their guests, and the agents in them.</summary>
internal abstract class DomainGuestCalls(DomainStore store, LeaseTable leases) : DomainDeviceCalls(store)
{
    /// <inheritdoc/>
    public override ValueTask<IReadOnlyList<DomainInterfaceAddresses>> GetInterfaceAddressesAsync(
        DomainGetInterfaceAddressesRequest request, CallContext call) =>
        Ask(request.Self, (domain, given) => domain.ListAddresses(request.Source ?? DomainAddressSource.Lease, given));

    /// <inheritdoc/>
    public override ValueTask SendKeyAsync(DomainSendKeyRequest request, CallContext call) =>
        Change(request.Self, (domain, _) => domain.Press(request.Keys, request.Codeset ?? DomainKeycodeSet.Linux));

    /// <inheritdoc/>
    public override ValueTask<StreamTicket> ScreenshotAsync(DomainScreenshotRequest request, CallContext call)
    {
        Store.Find(request.Self).RequireScreen(request.Screen ?? 0);
        throw NoStreamEndpoint();
    }

    /// <inheritdoc/>
    public override ValueTask<StreamTicket> OpenConsoleAsync(DomainOpenConsoleRequest request, CallContext call)
    {
        Store.Find(request.Self).RequireConsole(request.Device);
        throw NoStreamEndpoint();
    }

    /// <inheritdoc/>
    public override ValueTask<GuestInfo> GetGuestInfoAsync(DomainGetGuestInfoRequest request, CallContext call) =>
        Ask(request.Self, (domain, given) => domain.Ask(request.Types, given));

    /// <inheritdoc/>
    public override ValueTask<int> FreezeFilesystemsAsync(DomainFreezeFilesystemsRequest request, CallContext call) =>
        Store.ChangeAsync(request.Self, (domain, _) => domain.Freeze(request.Mountpoints));

    /// <inheritdoc/>
    public override ValueTask<int> ThawFilesystemsAsync(DomainThawFilesystemsRequest request, CallContext call) =>
        Store.ChangeAsync(request.Self, (domain, _) => domain.Thaw(request.Mountpoints));

    /// <inheritdoc/>
    public override ValueTask SetUserPasswordAsync(DomainSetUserPasswordRequest request, CallContext call) =>
        Change(request.Self, (domain, _) => domain.SetPassword(request.User, request.Password, request.Encrypted == true));

    private ValueTask<T> Ask<T>(DomainRef self, Func<SimulatedDomain, IReadOnlyList<Lease>, T> ask)
    {
        var domain = Store.Find(self);
        return new(ask(domain, leases.OfDomain(domain.Uuid)));
    }

    private static NoStreamEndpointException NoStreamEndpoint() => new("This server has no endpoint for streams.");
}
