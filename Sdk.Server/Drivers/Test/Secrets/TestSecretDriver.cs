using Virtwire.Sdk.Drivers;
using Virtwire.Sdk.Server.Drivers.Test.Objects;

namespace Virtwire.Sdk.Server.Drivers.Test.Secrets;

/// <summary>The secrets of a simulated host.</summary>
internal sealed class TestSecretDriver(SecretStore store) : SecretDriver
{
    /// <inheritdoc/>
    public override bool NonBlocking => true;

    /// <inheritdoc/>
    public override ValueTask<Page<SecretRef>> ListAsync(SecretListRequest request, CallContext call)
    {
        var page = store.List(
            secret => (request.UsageType is not { } type || type == secret.Definition.UsageType)
                && (request.Ephemeral is not { } ephemeral || ephemeral == secret.Definition.Ephemeral)
                && (request.IsPrivate is not { } isPrivate || isPrivate == secret.Definition.Private),
            request.After,
            ObjectPage<SimulatedSecret>.LimitOf(request.Limit, HostApi.Secret.List));
        return new(page.Select(static secret => secret.Reference));
    }

    /// <inheritdoc/>
    public override ValueTask<SecretRef> LookupByUuidAsync(SecretLookupByUuidRequest request, CallContext call) =>
        new(store.Find(SecretRef.ByUuid(request.Uuid)).Reference);

    /// <inheritdoc/>
    public override ValueTask<SecretRef> LookupByUsageAsync(SecretLookupByUsageRequest request, CallContext call) =>
        new(store.FindByUsage(request.UsageType, request.UsageId).Reference);

    /// <inheritdoc/>
    public override async ValueTask<SecretRef> DefineAsync(SecretDefineRequest request, CallContext call) =>
        (await store.DefineAsync(request.Xml, request.IfRevision).ConfigureAwait(false)).Reference;

    /// <inheritdoc/>
    public override ValueTask UndefineAsync(SecretUndefineRequest request, CallContext call) =>
        store.ChangeAsync(request.Self, static secret => secret.Undefine(), request.IfRevision);

    /// <inheritdoc/>
    public override ValueTask<SecretInfo> GetInfoAsync(SecretRef self, CallContext call) => new(store.Find(self).Describe());

    /// <inheritdoc/>
    public override ValueTask<string> GetXmlAsync(SecretRef self, CallContext call) => new(store.Find(self).Definition.Xml);

    /// <inheritdoc/>
    public override ValueTask SetValueAsync(SecretSetValueRequest request, CallContext call) =>
        store.ChangeAsync(request.Self, secret => secret.SetValue(request.Value.Span));

    /// <inheritdoc/>
    public override ValueTask<ReadOnlyMemory<byte>> GetValueAsync(SecretRef self, CallContext call) => new(store.Find(self).Reveal());
}
