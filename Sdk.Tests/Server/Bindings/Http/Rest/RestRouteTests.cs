using System.Text.Json;
using Virtwire.Sdk.Schema.Model;
using Virtwire.Sdk.Server.Bindings.Http;
using Virtwire.Sdk.Server.Bindings.Http.Rest;
using Virtwire.Sdk.Tests.Drivers.Support;

namespace Virtwire.Sdk.Tests.Server.Bindings.Http.Rest;

/// <summary>The routes that are computed from the schema of the host API.</summary>
public sealed class RestRouteTests
{
    private static readonly RestRoutes Routes = new(HostSchema.Linked);

    public static TheoryData<string> Methods => [.. HostSchema.Methods().Select(m => m.Name).Except(RestRoutes.OfConnections).Order(StringComparer.Ordinal)];

    [Fact]
    public void Every_method_has_one_route_and_no_two_have_the_same()
    {
        Assert.Equal(
            HostSchema.Methods().Select(m => m.Name).Except(RestRoutes.OfConnections).Order(StringComparer.Ordinal),
            Routes.Listed.Select(r => r.Method.Name));
        var told = Routes.Listed.Concat(Routes.Listed.Select(r => r.Also).OfType<RestRoute>()).Select(r => $"{r.HttpMethod} {r.Template}").ToList();
        Assert.Equal(told.Distinct(StringComparer.Ordinal), told);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_route_leads_to_its_method(string method)
    {
        foreach (var route in (RestRoute?[])[Routes.Find(method), Routes.Find(method)!.Also])
        {
            if (route is null)
                continue;
            var segments = route.Template.Split('/').Skip(2).Select(s => s.StartsWith('{') ? "some" : s).ToList();
            var match = RestMatch.Find(Routes, segments);
            Assert.Equal(method, match?.Place.Find(match.Value.Word, route.HttpMethod)?.Name);
        }
    }

    [Theory]
    [InlineData("Domain.list", "GET /api/domains")]
    [InlineData("Domain.define", "POST /api/domains")]
    [InlineData("Domain.getInfo", "GET /api/domains/{domain}")]
    [InlineData("Domain.undefine", "DELETE /api/domains/{domain}")]
    [InlineData("Domain.setMaxMemory", "POST /api/domains/{domain}/set-max-memory")]
    [InlineData("Domain.getXml", "GET /api/domains/{domain}/get-xml")]
    [InlineData("Domain.createXml", "POST /api/domains/create-xml")]
    [InlineData("Domain.lookupByName", "GET /api/domains/lookup-by-name")]
    [InlineData("DomainSnapshot.create", "POST /api/domains/{domain}/snapshots")]
    [InlineData("DomainSnapshot.delete", "DELETE /api/domains/{domain}/snapshots/{snapshot}")]
    [InlineData("StorageVolume.list", "GET /api/pools/{pool}/volumes")]
    [InlineData("StorageVolume.getInfo", "GET /api/pools/{pool}/volumes/{volume}")]
    [InlineData("StorageVolume.lookupByKey", "GET /api/volumes/lookup-by-key")]
    [InlineData("StoragePool.undefine", "DELETE /api/pools/{pool}")]
    [InlineData("StoragePool.delete", "POST /api/pools/{pool}/delete")]
    [InlineData("Host.getInfo", "GET /api/host")]
    [InlineData("Host.getVersion", "GET /api/host/get-version")]
    [InlineData("Task.get", "GET /api/tasks/{task}")]
    [InlineData("NodeDevice.getInfo", "GET /api/node-devices/{nodeDevice}")]
    [InlineData("Admin.listConnections", "POST /api/admin/list-connections")]
    public void A_route_is_as_it_is_told(string method, string route) =>
        Assert.Equal(route, $"{Routes.Find(method)!.HttpMethod} {Routes.Find(method)!.Template}");

    [Theory]
    [InlineData("domains/web1", """{"name":"web1"}""")]
    [InlineData("domains/6695eb01-f6a4-8304-79aa-97f2502e193f", """{"uuid":"6695eb01-f6a4-8304-79aa-97f2502e193f"}""")]
    [InlineData("domains/name:6695eb01-f6a4-8304-79aa-97f2502e193f", """{"name":"6695eb01-f6a4-8304-79aa-97f2502e193f"}""")]
    [InlineData("domains/uuid:web1", """{"uuid":"web1"}""")]
    [InlineData("domains/name:name:x", """{"name":"name:x"}""")]
    [InlineData("domains/eth0:1", """{"name":"eth0:1"}""")]
    [InlineData("domains/name:list", """{"name":"list"}""")]
    [InlineData("""domains/{"name":"a"}""", """{"name":"a"}""")]
    [InlineData("domains/{a", """{"name":"{a"}""")]
    [InlineData("domains/a/snapshots/b", """{"domain":{"name":"a"},"name":"b"}""")]
    [InlineData("pools/default/volumes/x.qcow2", """{"pool":{"name":"default"},"name":"x.qcow2"}""")]
    [InlineData("volumes/abc", """{"key":"abc"}""")]
    [InlineData("volumes/path:abc", """{"path":"abc"}""")]
    public void A_path_names_an_object(string path, string handle)
    {
        var match = RestMatch.Find(Routes, path.Split('/'));
        Assert.Equal(handle, match?.Handle);
        Assert.Equal(MethodModel.Self, match?.Place.Receives);
    }

    [Theory]
    [InlineData("domains/list/get-xml")]
    [InlineData("domains//get-xml")]
    [InlineData("domains/a/snapshots/b/c")]
    [InlineData("domains/")]
    [InlineData("snapshots")]
    [InlineData("events/subscribe")]
    [InlineData("rpc/hello")]
    [InlineData("migrations")]
    [InlineData("")]
    public void Other_paths_lead_nowhere(string path) => Assert.Null(RestMatch.Find(Routes, path.Split('/')));

    [Theory]
    [InlineData("%zz")]
    [InlineData("%")]
    [InlineData("a%4")]
    [InlineData("%ff")]
    [InlineData("%c3%28")]
    public void What_is_no_percent_encoded_text_is_refused(string encoded) =>
        Assert.Equal(400, Assert.Throws<HttpRefusal>(() => PercentText.Decode(encoded, inQuery: false)).Status);

    [Theory]
    [InlineData("a+b%2B", "a+b+", "a b+")]
    [InlineData("%E2%82%ac", "€", "€")]
    [InlineData("ä", "ä", "ä")]
    public void Text_is_decoded(string encoded, string inPath, string inQuery) =>
        Assert.Equal((inPath, inQuery), (PercentText.Decode(encoded, inQuery: false), PercentText.Decode(encoded, inQuery: true)));

    [Fact]
    public void Every_example_is_a_request_that_leads_back_to_its_parameters()
    {
        foreach (var (name, method) in HostSchema.Methods().Where(m => !RestRoutes.OfConnections.Contains(m.Name)))
        {
            foreach (var example in method.Examples)
            {
                var parameters = JsonElement.Parse(example.Params ?? "{}");
                var request = RestRequest.Of(Routes.Find(name)!, parameters);
                Assert.NotNull(request);
                var match = RestMatch.Find(Routes, [.. request.Target.Split('?')[0].Split('/').Skip(2).Select(Uri.UnescapeDataString)]);
                Assert.Equal(name, match?.Place.Find(match.Value.Word, request.HttpMethod)?.Name);
                if (match!.Value is { Handle: { } handle, Place.Receives: { } receiver })
                    Assert.True(JsonElement.DeepEquals(parameters.GetProperty(receiver), JsonElement.Parse(handle)), request.Target);
            }
        }
    }
}
