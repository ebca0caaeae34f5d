using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Virtwire.Samples.WebApp;

namespace Virtwire.Sdk.Tests.Hosts.App;

/// <summary>The sample of a web application, started and asked as its users would.</summary>
public sealed class WebAppSampleTests
{
    [Fact(Timeout = 60_000)]
    public async Task It_lists_guests_starts_them_and_tells_of_errors()
    {
        var ended = TestContext.Current.CancellationToken;
        await using var app = DomainsApp.Build(["--urls", "http://127.0.0.1:0", "--Virtwire:Uri", "test:///default"]);
        await app.StartAsync(ended);
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };

        // The first request begins to connect; each one takes its time.
        while (true)
        {
            using var health = await client.GetAsync("/health", ended);
            if (health.StatusCode == HttpStatusCode.OK)
                break;
        }

        var guests = await client.GetFromJsonAsync<JsonElement>("/domains", ended);
        Assert.Equal(("test", "running"), (guests[0].GetProperty("name").GetString(), guests[0].GetProperty("state").GetString()));
        foreach (var (name, status, error) in new[] { ("test", 409, "DomainAlreadyActive"), ("nobody", 404, "NoDomain") })
        {
            using var refused = await client.PostAsync($"/domains/{name}/start", null, ended);
            var problem = await refused.Content.ReadFromJsonAsync<JsonElement>(ended);
            Assert.Equal((status, error), ((int)refused.StatusCode, problem.GetProperty("title").GetString()));
        }

        await app.StopAsync(ended);
    }
}
