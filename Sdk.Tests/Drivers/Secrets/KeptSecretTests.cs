using Virtwire.Sdk.Tests.Drivers.Support;
using Host = Virtwire.Sdk.Tests.Drivers.Secrets.SecretHost;

namespace Virtwire.Sdk.Tests.Drivers.Secrets;

/// <summary>What is kept of secrets: definitions and values, but nothing of ephemeral ones.</summary>
public sealed class KeptSecretTests
{
    private static readonly Guid Uuid = Guid.Parse("6695eb01-f6a4-8304-79aa-97f2502e1111");

    private readonly RememberingKeeper _keeper = new();

    [Fact]
    public async Task A_secret_and_its_value_outlive_the_server()
    {
        var first = new Host(_keeper);
        var self = await first.DefineAsync(Uuid, "ceph'><name>c</name>");
        await first.SetAsync(self, "Grüße");
        var empty = await first.DefineAsync();

        var second = new Host(_keeper);
        Assert.Equal("Grüße", await second.GetAsync(self));
        Assert.Equal(await first.Secrets.GetInfoAsync(self, Host.Call), await second.Secrets.GetInfoAsync(self, Host.Call));
        Assert.False((await second.Secrets.GetInfoAsync(empty, Host.Call)).HasValue);

        await second.Secrets.UndefineAsync(new() { Self = self }, Host.Call);
        Assert.Equal(empty, Assert.Single((await new Host(_keeper).Secrets.ListAsync(default, Host.Call)).Items));
    }

    [Fact]
    public async Task An_ephemeral_one_is_gone_with_it()
    {
        var first = new Host(_keeper);
        await first.DefineAsync();
        var self = await first.DefineAsync(Uuid, attributes: " ephemeral='yes'");
        await first.SetAsync(self, "x");

        Assert.DoesNotContain(self, (await new Host(_keeper).Secrets.ListAsync(default, Host.Call)).Items);
    }

    [Fact]
    public async Task One_that_becomes_ephemeral_is_no_longer_kept()
    {
        var first = new Host(_keeper);
        var self = await first.DefineAsync(Uuid);
        await first.SetAsync(self, "x");
        await first.DefineAsync(Uuid, attributes: " ephemeral='yes'");

        Assert.Equal("x", await first.GetAsync(self));
        Assert.Empty((await new Host(_keeper).Secrets.ListAsync(default, Host.Call)).Items);
    }
}
