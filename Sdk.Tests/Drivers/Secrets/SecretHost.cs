using Virtwire.Sdk.Server;
using Virtwire.Sdk.Server.Drivers.Test.Objects;
using Virtwire.Sdk.Server.Drivers.Test.Secrets;
using Virtwire.Sdk.Tests.Drivers.Support;

namespace Virtwire.Sdk.Tests.Drivers.Secrets;

/// <summary>A simulated host with secrets.</summary>
internal sealed class SecretHost
{
    public SecretHost(IObjectKeeper? keeper = null)
    {
        Store = new SecretStore(new Simulation(Events, keeper));
        Store.Begin(static () => { });
        Secrets = new TestSecretDriver(Store);
    }

    public static CallContext Call => default;

    public RecordingEvents Events { get; } = new();

    public SecretStore Store { get; }

    public TestSecretDriver Secrets { get; }

    /// <summary>A document.</summary>
    /// <param name="uuid">The uuid; null for none.</param>
    /// <param name="usage">The inside of the element usage with its type: <c>ceph'>&lt;name>a&lt;/name></c>; null for none.</param>
    /// <param name="attributes">Those of the root.</param>
    public static string Xml(Guid? uuid = null, string? usage = null, string attributes = "") =>
        $"<secret{attributes}>{(uuid is { } given ? $"<uuid>{given}</uuid>" : "")}{(usage is null ? "" : $"<usage type='{usage}</usage>")}</secret>";

    public ValueTask<SecretRef> DefineAsync(Guid? uuid = null, string? usage = null, string attributes = "") =>
        Secrets.DefineAsync(new() { Xml = Xml(uuid, usage, attributes) }, Call);

    public ValueTask SetAsync(SecretRef self, string text) =>
        Secrets.SetValueAsync(new() { Self = self, Value = System.Text.Encoding.UTF8.GetBytes(text) }, Call);

    public async ValueTask<string> GetAsync(SecretRef self) =>
        System.Text.Encoding.UTF8.GetString((await Secrets.GetValueAsync(self, Call)).Span);
}
