using Virtwire.Sdk.Server.Hosting;
using Virtwire.Sdk.Tests.Conformance.Support;
using Virtwire.Sdk.Tests.Drivers.Support;
using Virtwire.Sdk.Tests.Server.Files;

namespace Virtwire.Sdk.Tests.Drivers;

/// <summary>What the schema calls sensitive is seen by its driver alone: not by the log, not by who hears events, not by who is refused.</summary>
public sealed class SensitiveValueTests
{
    private const string Marked = "tell-no-one-9c1d";
    private const string Agent = "<channel type='unix'><target type='virtio' name='org.qemu.guest_agent.0'/></channel>";
    private const string Secret = "<secret ephemeral='no' private='no'><uuid>7a0e0b5c-1f0a-4f7e-9d0f-0d5a3f0d7c22</uuid><usage type='ceph'><name>c</name></usage></secret>";

    private static readonly string MarkedBytes = Convert.ToBase64String("tell-no-one-9c1d"u8);

    // Each in order, as it should be and wrong in another place; only what a client asks for by its name has the value in its answer.
    private static readonly (string Method, string Params)[] Calls =
    [
        ("Rpc.hello", $$$"""{"versions":{},"token":"{{{Marked}}}"}"""),
        ("Rpc.hello", $$$"""{"versions":7,"token":"{{{Marked}}}"}"""),
        ("Events.subscribe", "{}"),
        ("Domain.attachDevice", $$$"""{"self":{"name":"test"},"xml":"{{{Agent}}}"}"""),
        ("Domain.setUserPassword", $$$"""{"self":{"name":"test"},"user":"root","password":"{{{Marked}}}"}"""),
        ("Domain.setUserPassword", $$$"""{"self":{"name":"test"},"user":"nobody-of-that-name","password":"{{{Marked}}}"}"""),
        ("Domain.setUserPassword", $$$"""{"self":{"name":"test"},"user":"root","password":"{{{Marked}}}","more":1}"""),
        ("Domain.setUserPassword", $$$"""{"self":{"name":"test"},"user":"root","password":["{{{Marked}}}"]}"""),
        ("Domain.define", $$$"""{"spec":{"name":"shown","memory":65536,"graphics":[{"type":"vnc","password":"{{{Marked}}}"}]}}"""),
        ("Domain.define", $$$"""{"spec":{"name":"shown","memory":65536,"graphics":[{"type":"vnc","port":70000,"password":"{{{Marked}}}"}]}}"""),
        ("Domain.create", """{"self":{"name":"shown"}}"""),
        ("Domain.getSpec", """{"self":{"name":"shown"}}"""),
        ("Domain.getXml", """{"self":{"name":"shown"}}"""),
        ("Secret.define", $$$"""{"xml":"{{{Secret}}}"}"""),
        ("Secret.setValue", $$$"""{"self":{"uuid":"7a0e0b5c-1f0a-4f7e-9d0f-0d5a3f0d7c22"},"value":"{{{MarkedBytes}}}"}"""),
        ("Secret.setValue", $$$"""{"self":{"uuid":"7a0e0b5c-1f0a-4f7e-9d0f-0d5a3f0d7c22"},"value":"{{{MarkedBytes}}}!"}"""),
        ("Secret.setValue", $$$"""{"self":{"uuid":"00000000-0000-0000-0000-000000000001"},"value":"{{{MarkedBytes}}}"}"""),
        ("Secret.getXml", """{"self":{"uuid":"7a0e0b5c-1f0a-4f7e-9d0f-0d5a3f0d7c22"}}"""),
        ("Task.list", "{}"),
    ];

    [Fact]
    public async Task They_reach_no_log_no_event_and_no_other_answer()
    {
        using var directory = new TemporaryDirectory();
        var log = new LogList();
        var sent = new List<string>();
        await using (var server = new VirtwireServer(new VirtwireServerOptions { LoggerFactory = log, StateDirectory = directory.Of("state") }.AddDriver("test:///default")))
        {
            await server.StartAsync(TestContext.Current.CancellationToken);
            using var client = new LineClient(server.Connect(), sent.Add);
            foreach (var (method, parameters) in Calls)
                await client.CallAsync(method, parameters);

            var value = await client.CallAsync("Secret.getValue", """{"self":{"uuid":"7a0e0b5c-1f0a-4f7e-9d0f-0d5a3f0d7c22"}}""");
            Assert.Equal(MarkedBytes, value.GetProperty("result").GetProperty("value").GetString());
            sent.RemoveAt(sent.Count - 1);
        }

        Assert.Contains(sent, static line => line.Contains("Domain.defined", StringComparison.Ordinal));
        Assert.Contains(sent, static line => line.Contains("NoGuestUser", StringComparison.Ordinal));
        Assert.NotEmpty(log.Entries);
        Assert.All(sent.Concat(log.Entries.Select(static e => e.Text)), static text =>
        {
            Assert.DoesNotContain(Marked, text, StringComparison.Ordinal);
            Assert.DoesNotContain(MarkedBytes, text, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void All_of_the_schema_are_tried()
    {
        var sensitive = HostSchema.Methods()
            .Where(static m => m.Method.Params.Any(static p => p.Sensitive))
            .Select(static m => m.Name);
        Assert.Empty(sensitive.Except(Calls.Select(static c => c.Method)));
    }
}
