using Acme.Farms;
using Acme.Farms.Drivers;
using Acme.Graphics;
using Virtwire.Sdk;
using Virtwire.Sdk.Server;
using Virtwire.Sdk.Server.Hosting;

// Served in this process; options.Endpoints would serve others as well.
var options = new VirtwireServerOptions().AddDriver("acme", context => [new GpuCards(context), new Farm()]);
await using var server = new VirtwireServer(options);
await server.StartAsync();
await using HostConnection host = await server.ConnectAsync();

await foreach (Gpu gpu in host.Gpus.ListAsync())
    Console.WriteLine($"{gpu.Address}: {(await gpu.GetProductAsync()).Name}");

Inventory inventory = await host.Farm.GetInventoryAsync();
Console.WriteLine($"best: {inventory.Best.Address}, {inventory.Products[inventory.Best.Address!].Name}");

Gpu best = host.Gpus.Bind(inventory.Best);
await using var resets = await best.WatchWasReset().StartAsync();
await best.ResetAsync(times: 2);
await foreach (GpuWasResetEvent e in resets)
{
    Console.WriteLine($"{e.Gpu.Address} was reset {e.Times} times");
    break;
}

try
{
    await best.ResetAsync(times: 4);
}
catch (InvalidParamsException refusal)
{
    Console.WriteLine($"refused: {refusal.Message}");
}

HostTask<TestResult> test = await best.TestAsync();
Console.WriteLine($"{test.Method}: {(await test.WaitAsync()).Units} units work");
HostTask<TestResult> again = await HostTask.AttachAsync<TestResult>(host, test.Id);
Console.WriteLine($"{again.Method}: {(await again.GetInfoAsync()).State}");
try
{
    HostTask<TestProgress, TestResult> hot = await host.Gpus.Bind(GpuRef.ByAddress("0000:01:00.0")).TestAsync();
    await hot.WaitAsync(new Percent());
}
catch (OverheatedException failure)
{
    Console.WriteLine($"failed: {failure.Message} {failure.Hint}");
}

try
{
    await host.Host.PingAsync();
}
catch (HostException refusal)
{
    Console.WriteLine($"refused: {refusal.Message}");
}

internal sealed class Percent : IProgress<TestProgress>
{
    public void Report(TestProgress value) => Console.WriteLine($"{value.Percent} %");
}

internal sealed class Farm : FarmDriver
{
    public override ValueTask<Inventory> GetInventoryAsync(CallContext call)
    {
        var best = GpuRef.ByAddress("0000:02:00.0");
        return new(new Inventory
        {
            Best = best,
            Products = new Dictionary<string, ProductInfo> { [best.Address!] = new() { Name = "Acme G2", Version = "1.0" } },
        });
    }
}
