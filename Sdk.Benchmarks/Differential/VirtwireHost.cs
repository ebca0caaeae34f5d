using System.Text.Json;
using System.Text.Json.Nodes;
using Virtwire.Sdk.Server.Hosting;

namespace Virtwire.Sdk.Benchmarks.Differential;

/// <summary>Our <c>test:///default</c>, through the client, the wire and the server.</summary>
internal sealed class VirtwireHost : IHostUnderTest
{
    private static readonly string[] Affects = ["current", "live", "config", "liveAndConfig"];

    private readonly VirtwireServer _server;
    private readonly HostConnection _host;

    private VirtwireHost(VirtwireServer server, HostConnection host)
    {
        _server = server;
        _host = host;
    }

    /// <summary>Opens one of its own.</summary>
    public static async Task<VirtwireHost> OpenAsync()
    {
        var server = new VirtwireServer(new VirtwireServerOptions().AddDriver("test:///default"));
        await server.StartAsync();
        return new VirtwireHost(server, await server.ConnectAsync());
    }

    /// <inheritdoc/>
    public async ValueTask<Outcome> ApplyAsync(Step step)
    {
        var (method, parameters) = step.Kind == "snapshot" ? SnapshotCall(step) : Call(step);
        try
        {
            await CallAsync(method, parameters);
            return Outcome.Ok;
        }
        catch (HostException refusal)
        {
            return new Outcome(LibvirtErrors.ClassOf(refusal.ErrorName ?? "error"), refusal.Message);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<string> DescribeAsync(Step step)
    {
        var resource = ResourceOf(step.Kind);
        JsonElement info;
        try
        {
            info = await CallAsync(resource + ".getInfo", new JsonObject { ["self"] = Named(step.Name) });
        }
        catch (HostException missing) when (missing.ErrorName?.StartsWith("No", StringComparison.Ordinal) == true)
        {
            return "none";
        }

        var life = (info.GetProperty("persistent").GetBoolean() ? " persistent" : " transient") + (info.GetProperty("autostart").GetBoolean() ? " autostart" : "");
        if (resource != "Domain")
            return (info.GetProperty("active").GetBoolean() ? "active" : "inactive") + life;
        var persistent = info.GetProperty("persistent").GetBoolean();
        var document = await CallAsync("Domain.getXml", new JsonObject { ["self"] = Named(step.Name), ["inactive"] = true });
        return $"{info.GetProperty("state")}/{info.GetProperty("reason")}{life}; "
            + DomainSizes.Now(info.GetProperty("memory"), info.GetProperty("maxMemory"), info.GetProperty("vcpus")) + "; "
            + (persistent ? DomainSizes.OfNextStart(document.GetProperty("xml").GetString()!) : DomainSizes.NoNextStart) + ";" + await SnapshotsAsync(step.Name);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _server.DisposeAsync();
    }

    private async Task<string> SnapshotsAsync(string domain)
    {
        var text = "";
        var page = await CallAsync("DomainSnapshot.list", new JsonObject { ["domain"] = Named(domain) });
        foreach (var item in page.GetProperty("items").EnumerateArray())
        {
            var name = item.GetProperty("name").GetString()!;
            var info = await CallAsync("DomainSnapshot.getInfo", new JsonObject { ["self"] = Snapshot(domain, name) });
            text += $" {name}{(info.TryGetProperty("parent", out var parent) ? "<" + parent : "")}{(info.GetProperty("current").GetBoolean() ? "*" : "")}";
        }

        return text;
    }

    private ValueTask<JsonElement> CallAsync(string method, JsonObject parameters) =>
        _host.CallAsync(method, JsonElement.Parse(parameters.ToJsonString()));

    private static (string Method, JsonObject Parameters) Call(Step step)
    {
        var parameters = new JsonObject();
        if (step.Verb is "define" or "createXml")
            parameters["xml"] = step.Xml;
        else
            parameters["self"] = Named(step.Name);
        switch (step.Verb)
        {
            case "undefine" when step.Flags != 0:
                parameters["snapshots"] = true;
                break;
            case "rename":
                parameters["name"] = step.Other;
                break;
            case "setAutostart":
                parameters["autostart"] = step.Number == 1;
                break;
            case "setMemory":
                parameters["memory"] = step.Number;
                parameters["affect"] = Affects[step.Flags];
                break;
            case "setVcpus":
                parameters["vcpus"] = step.Number;
                parameters["affect"] = Affects[step.Flags];
                break;
        }

        return ($"{ResourceOf(step.Kind)}.{step.Verb}", parameters);
    }

    private static (string Method, JsonObject Parameters) SnapshotCall(Step step) => step.Verb switch
    {
        "create" => ("DomainSnapshot.create", new JsonObject { ["domain"] = Named(step.Name), ["name"] = step.Other }),
        "revert" => ("DomainSnapshot.revert", new JsonObject
        {
            ["self"] = Snapshot(step.Name, step.Other),
            ["state"] = step.Flags switch { 1 => "running", 2 => "paused", _ => "saved" },
        }),
        _ => ("DomainSnapshot.delete", new JsonObject
        {
            ["self"] = Snapshot(step.Name, step.Other),
            ["which"] = step.Flags switch { 1 => "subtree", 4 => "descendants", _ => "single" },
        }),
    };

    private static string ResourceOf(string kind) => kind switch
    {
        "network" => "Network",
        "pool" => "StoragePool",
        _ => "Domain",
    };

    private static JsonObject Named(string name) => new() { ["name"] = name };

    private static JsonObject Snapshot(string domain, string name) => new() { ["domain"] = Named(domain), ["name"] = name };
}
