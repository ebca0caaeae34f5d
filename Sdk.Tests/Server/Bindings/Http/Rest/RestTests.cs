using System.Text.Json;

namespace Virtwire.Sdk.Tests.Server.Bindings.Http.Rest;

/// <summary>The methods as resources of HTTP.</summary>
public sealed class RestTests
{
    [Fact]
    public async Task A_list_has_pages_that_lead_on()
    {
        await using var port = await RestPort.StartAsync();
        await port.SendAsync("POST", "/api/domains", """{"xml":"<domain type='test'><name>a</name><memory>1024</memory><os><type>hvm</type></os></domain>"}""");
        var first = await port.SendAsync("GET", "/api/domains?limit=1&persistent=true");
        Assert.Equal((200, 1), (first.Status, first.Json.GetProperty("items").GetArrayLength()));
        var next = first.Json.GetProperty("next").GetString()!;
        Assert.Equal($"</api/domains?limit=1&persistent=true&after={Uri.EscapeDataString(next)}>; rel=\"next\"", first.Header("Link"));

        var last = await port.SendAsync("GET", first.Header("Link")!.Split('<', '>')[1]);
        Assert.Equal((200, 1, null), (last.Status, last.Json.GetProperty("items").GetArrayLength(), last.Header("Link")));
        Assert.NotEqual(first.Json.GetProperty("items")[0].ToString(), last.Json.GetProperty("items")[0].ToString());
    }

    [Theory]
    [InlineData("GET", "/api/domains/test/get-state", null, """{"reason":"unknown","state":"running"}""")]
    [InlineData("POST", "/api/domains/test/get-state", null, """{"reason":"unknown","state":"running"}""")]
    [InlineData("GET", "/api/domains/name:test/get-state", null, """{"reason":"unknown","state":"running"}""")]
    [InlineData("GET", "/api/domains/6695eb01-f6a4-8304-79aa-97f2502e193f/get-state", null, """{"reason":"unknown","state":"running"}""")]
    [InlineData("POST", "/api/domains/test/suspend", null, "{}")]
    [InlineData("POST", "/api/domains/test/suspend", "{ }", "{}")]
    [InlineData("POST", "/api/domains/test/set-vcpus", """{"vcpus":1}""", "{}")]
    [InlineData("POST", "/api/domains/test/set-vcpus?vcpus=1", null, "{}")]
    [InlineData("GET", "/api/host/echo?message=a+b%2Bc", null, """{"message":"a b+c"}""")]
    [InlineData("GET", "/api/domains?state=shutoff", null, """{"items":[],"position":"⟨…⟩"}""")]
    [InlineData("GET", "/api/pools/lookup-by-volume?volume=path:%2Fnowhere", null, null)]
    public async Task A_method_is_called_by_its_route(string method, string target, string? body, string? result)
    {
        await using var port = await RestPort.StartAsync();
        var answer = await port.SendAsync(method, target, body);
        Assert.Equal("no-store", answer.Status == 200 ? answer.Header("Cache-Control") : "no-store");
        if (result is null)
            Assert.Equal((404, "urn:virtwire:error:NoStorageVolume"), (answer.Status, answer.Json.GetProperty("type").GetString()));
        else if (result.Contains('⟨', StringComparison.Ordinal))
            Assert.StartsWith(result[..result.IndexOf('⟨', StringComparison.Ordinal)], answer.Text, StringComparison.Ordinal);
        else
            Assert.Equal((200, result), (answer.Status, answer.Text));
    }

    [Fact]
    public async Task A_volume_is_below_its_pool_and_found_by_its_own_keys_as_well()
    {
        await using var port = await RestPort.StartAsync();
        var made = await port.SendAsync(
            "POST", "/api/pools/default-pool/volumes", """{"spec":{"name":"a b/c","capacity":"1024","format":"raw"}}""");
        if (made.Status != 200)
            made = await port.SendAsync("POST", "/api/pools/default-pool/volumes", """{"xml":"<volume><name>a b</name><capacity>1024</capacity></volume>"}""");
        Assert.True(made.Status == 200, made.Text);
        var name = made.Json.GetProperty("name").GetString()!;
        var below = await port.SendAsync("GET", $"/api/pools/default-pool/volumes/{Uri.EscapeDataString(name)}");
        var byPath = await port.SendAsync("GET", $"/api/volumes/path:{Uri.EscapeDataString(made.Json.GetProperty("path").GetString()!)}");
        var byKey = await port.SendAsync("GET", $"/api/volumes/{Uri.EscapeDataString(made.Json.GetProperty("key").GetString()!)}");
        Assert.Equal((200, below.Text, below.Text), (below.Status, byPath.Text, byKey.Text));
        Assert.Equal(2, ((int)(await port.SendAsync("DELETE", $"/api/pools/default-pool/volumes/{Uri.EscapeDataString(name)}")).Status) / 100);
        Assert.Equal(404, (await port.SendAsync("GET", $"/api/pools/default-pool/volumes/{Uri.EscapeDataString(name)}")).Status);
    }

    [Fact]
    public async Task A_revision_is_a_tag_that_a_change_may_ask_for()
    {
        await using var port = await RestPort.StartAsync();
        var info = await port.SendAsync("GET", "/api/domains/test");
        var tag = info.Header("ETag")!;
        Assert.Equal($"\"{Uri.EscapeDataString(info.Json.GetProperty("revision").GetString()!)}\"", tag);

        var changed = await port.SendAsync("POST", "/api/domains/test/set-autostart", """{"autostart":true}""", ("If-Match", tag));
        Assert.Equal((200, "{}"), (changed.Status, changed.Text));
        var moved = await port.SendAsync("POST", "/api/domains/test/set-autostart", """{"autostart":false}""", ("If-Match", tag));
        Assert.Equal((412, "application/problem+json", "urn:virtwire:error:RevisionMismatch"), (moved.Status, moved.Header("Content-Type"), moved.Json.GetProperty("type").GetString()));
        Assert.Equal(412, (await port.SendAsync("DELETE", "/api/domains/test", null, ("If-Match", tag))).Status);
    }

    [Fact]
    public async Task A_task_is_accepted_and_is_found_where_the_answer_says()
    {
        await using var port = await RestPort.StartAsync();
        port.Gates.Open("left");
        var begun = await port.SendAsync("POST", "/api/ovens/left/bake", """{"loaves":3}""");
        Assert.Equal(202, begun.Status);
        Assert.Equal($"/api/tasks/{begun.Json.GetProperty("task").GetProperty("id").GetString()}", begun.Header("Location"));
        var ended = await port.SendAsync("GET", begun.Header("Location") + "/wait?timeout=60000");
        Assert.Equal(("completed", 3), (ended.Json.GetProperty("state").GetString(), ended.Json.GetProperty("result").GetProperty("loaves").GetInt32()));
        Assert.Equal(ended.Text, (await port.SendAsync("GET", begun.Header("Location")!)).Text);
    }

    [Fact]
    public async Task Head_and_options_tell_without_a_body()
    {
        await using var port = await RestPort.StartAsync();
        var get = await port.SendAsync("GET", "/api/domains/test");
        var head = await port.SendAsync("HEAD", "/api/domains/test");
        Assert.Equal((200, "", get.Header("ETag"), get.Header("Content-Length")), (head.Status, head.Text, head.Header("ETag"), head.Header("Content-Length")));
        var options = await port.SendAsync("OPTIONS", "/api/domains/test");
        Assert.Equal((204, "DELETE, GET, HEAD, OPTIONS"), (options.Status, options.Header("Allow")));
    }

    /// <summary>What is wrong, and what is answered: status, and the problem's type.</summary>
    public static TheoryData<string, string, string?, string, int, string> Wrong => new()
    {
        { "GET", "/api", null, "", 404, "about:blank" },
        { "GET", "/api/", null, "", 404, "about:blank" },
        { "GET", "/api/domain", null, "", 404, "about:blank" },
        { "GET", "/api/domains/", null, "", 404, "about:blank" },
        { "GET", "/api/domains/test/fly", null, "", 404, "about:blank" },
        { "GET", "/api/domains/list/get-xml", null, "", 404, "about:blank" },
        { "PUT", "/api/domains", null, "", 405, "about:blank" },
        { "DELETE", "/api/domains", null, "", 405, "about:blank" },
        { "GET", "/api/domains/test/suspend", null, "", 405, "about:blank" },
        { "DELETE", "/api/domains/test/get-xml", null, "", 405, "about:blank" },
        { "GET", "/api/domains/web9", null, "", 404, "urn:virtwire:error:NoDomain" },
        { "GET", "/api/domains/uuid:test", null, "", 400, "urn:virtwire:error:InvalidParams" },
        { "GET", "/api/domains/%7B%7D", null, "", 400, "urn:virtwire:error:InvalidParams" },
        { "GET", "/api/domains/%ff", null, "", 400, "about:blank" },
        { "GET", "/api/domains?state=%c3", null, "", 400, "about:blank" },
        { "GET", "/api/domains?colour=red", null, "", 400, "urn:virtwire:error:InvalidParams" },
        { "GET", "/api/domains?active=yes", null, "", 400, "urn:virtwire:error:InvalidParams" },
        { "GET", "/api/domains?active", null, "", 400, "urn:virtwire:error:InvalidParams" },
        { "GET", "/api/domains?limit=many", null, "", 400, "urn:virtwire:error:InvalidParams" },
        { "GET", "/api/domains?limit=0", null, "", 400, "urn:virtwire:error:InvalidParams" },
        { "GET", "/api/domains?limit=1&limit=2", null, "", 400, "urn:virtwire:error:InvalidParams" },
        { "GET", "/api/domains?after=nonsense", null, "", 400, "urn:virtwire:error:InvalidCursor" },
        { "GET", "/api/domains/test?self=other", null, "", 400, "urn:virtwire:error:InvalidParams" },
        { "GET", "/api/domains/lookup-by-name", null, "", 400, "urn:virtwire:error:InvalidParams" },
        { "POST", "/api/domains/test/set-vcpus", "{", "", 400, "urn:virtwire:error:ParseError" },
        { "POST", "/api/domains/test/set-vcpus", "{}}", "", 400, "urn:virtwire:error:ParseError" },
        { "POST", "/api/domains/test/set-vcpus", """{"vcpus":1},"x":{}""", "", 400, "urn:virtwire:error:ParseError" },
        { "POST", "/api/domains/test/set-vcpus", "[1]", "", 400, "urn:virtwire:error:InvalidParams" },
        { "POST", "/api/domains/test/set-vcpus", "{}", "", 400, "urn:virtwire:error:InvalidParams" },
        { "POST", "/api/domains/test/set-vcpus", """{"vcpus":"1"}""", "", 400, "urn:virtwire:error:InvalidParams" },
        { "POST", "/api/domains/test/set-vcpus", """{"vcpus":1,"wheels":4}""", "", 400, "urn:virtwire:error:InvalidParams" },
        { "POST", "/api/domains/test/set-vcpus", """{"vcpus":1,"vcpus":2}""", "", 400, "urn:virtwire:error:InvalidParams" },
        { "POST", "/api/domains/test/set-vcpus", """{"self":{"name":"other"},"vcpus":1}""", "", 400, "urn:virtwire:error:InvalidParams" },
        { "POST", "/api/domains/test/set-vcpus?vcpus=1", """{"vcpus":1}""", "", 400, "urn:virtwire:error:InvalidParams" },
        { "POST", "/api/domains/test/set-vcpus", """{"vcpus":1}""", "Content-Type: text/plain", 415, "about:blank" },
        { "DELETE", "/api/domains/test", "{}", "", 400, "about:blank" },
        { "POST", "/api/domains/test/suspend", null, "If-Match: \"1\"", 400, "about:blank" },
        { "DELETE", "/api/domains/test", null, "If-Match: 1", 400, "about:blank" },
        { "DELETE", "/api/domains/test", null, "If-Match: W/\"1\"", 412, "about:blank" },
        { "DELETE", "/api/domains/test", null, "If-Match: \"nonsense\"", 412, "urn:virtwire:error:RevisionMismatch" },
        { "GET", "/api/domains", null, "Virtwire-Driver: none:///", 404, "urn:virtwire:error:UnknownDriver" },
        { "GET", "/api/domains", null, "Virtwire-Deadline: soon", 400, "about:blank" },
        { "GET", "/api/domains", null, "Virtwire-Deadline: 0", 504, "urn:virtwire:error:DeadlineExceeded" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task What_is_wrong_is_told_as_a_problem(string method, string target, string? body, string header, int status, string type)
    {
        await using var port = await RestPort.StartAsync();
        var answer = await port.SendAsync(method, target, body, [.. header.Length == 0 ? [] : new[] { (header.Split(": ")[0], header.Split(": ")[1]) }]);
        Assert.True(answer.Header("Content-Type") == "application/problem+json", answer.Status + answer.Text);
        var problem = answer.Json;
        Assert.Equal((status, status, type), (answer.Status, problem.GetProperty("status").GetInt32(), problem.GetProperty("type").GetString()));
        Assert.NotEmpty(problem.GetProperty("detail").GetString()!);
        Assert.NotEmpty(problem.GetProperty("traceId").GetString()!);
        Assert.Equal(status == 405, answer.Header("Allow") is not null);
        Assert.Equal(JsonValueKind.Object, problem.ValueKind);
    }

    [Fact]
    public async Task A_role_that_may_not_is_refused_as_elsewhere()
    {
        await using var port = await RestPort.StartAsync(options => options.Anonymous = Virtwire.Sdk.Server.SessionRole.Read);
        Assert.Equal(200, (await port.SendAsync("GET", "/api/domains/test")).Status);
        var refused = await port.SendAsync("POST", "/api/domains/test/suspend");
        Assert.Equal((403, "urn:virtwire:error:AccessDenied"), (refused.Status, refused.Json.GetProperty("type").GetString()));
    }
}
