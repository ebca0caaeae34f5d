using Microsoft.Extensions.Logging.Abstractions;
using Virtwire.Sdk.Server;
using Virtwire.Sdk.Server.Bindings.Http;
using Virtwire.Sdk.Server.Bindings.XmlRpc;
using Virtwire.Sdk.Server.Identities;
using Virtwire.Sdk.Server.Listening;
using Virtwire.Sdk.Tests.Conformance.Support;
using Virtwire.Sdk.Tests.Server.Bindings.Http;

namespace Virtwire.Sdk.Tests.Interop;

/// <summary>XML-RPC as clients of others speak it.</summary>
public sealed class XmlRpcPeerTests
{
    private const string Python = "/usr/bin/python3";
    private const string Perl = "/usr/bin/perl";

    [Fact(Timeout = 120_000)]
    public async Task Python_runs_the_validator_suite()
    {
        PeerProgram.SkipUnless(Python, "python3");
        await using var host = await ConformanceHost.StartAsync();
        var binding = new HttpBinding([new XmlRpcService(new ValidatorTarget())]);
        var connections = new ConnectionSet(host.Server.Core, [binding]);
        await using (var listener = Listener.Open(
            ListenAddress.Parse("tcp://127.0.0.1:0"), UnixFileMode.None, new IdentityPolicy(SessionRole.Read, SessionRole.None, AccessPolicy.None).Identify, null, NullLogger.Instance, TimeProvider.System))
        {
            listener.Start(connections);
            await PeerProgram.RunAsync(Python, PeerProgram.Script("Peers", "xmlrpc_validator1.py"), $"http://{new Uri(listener.EndPoint).Authority}/RPC2");
        }

        await connections.StopAsync(TestContext.Current.CancellationToken);
        await binding.StopAsync(TestContext.Current.CancellationToken);
    }

    [Theory(Timeout = 120_000)]
    [InlineData("/RPC2")]
    [InlineData("/")]
    public async Task Python_calls_the_api(string path)
    {
        PeerProgram.SkipUnless(Python, "python3");
        await using var port = await HttpPort.StartAsync();
        await PeerProgram.RunAsync(Python, PeerProgram.Script("Peers", "xmlrpc_api.py"), $"http://127.0.0.1:{port.Port}{path}");
    }

    [Fact(Timeout = 120_000)]
    public async Task Perl_calls_the_api()
    {
        PeerProgram.SkipUnless("/usr/share/perl5/RPC/XML/Client.pm", "RPC::XML (Debian: librpc-xml-perl)");
        await using var port = await HttpPort.StartAsync();
        await PeerProgram.RunAsync(Perl, PeerProgram.Script("Peers", "xmlrpc_api.pl"), $"http://127.0.0.1:{port.Port}/RPC2");
    }
}
