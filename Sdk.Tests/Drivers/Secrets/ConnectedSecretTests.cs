using Virtwire.Sdk.Server.Hosting;
using Virtwire.Sdk.Tests.Conformance.Support;

namespace Virtwire.Sdk.Tests.Drivers.Secrets;

/// <summary>Secrets over a connection: a value is for those who may have it, and stands in no log and no text.</summary>
public sealed class ConnectedSecretTests : IAsyncLifetime
{
    private const string Xml = "<secret><usage type='ceph'><name>c</name></usage></secret>";

    private readonly LogList _log = new();
    private readonly VirtwireServer _server;
    private HostConnection _host = null!;

    public ConnectedSecretTests() =>
        _server = new VirtwireServer(new VirtwireServerOptions { LoggerFactory = _log }.AddDriver("test:///default"));

    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _server.StartAsync(Ended);
        _host = await _server.ConnectAsync(cancellationToken: Ended);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_value_comes_back_byte_for_byte_and_is_told_of_without_itself()
    {
        byte[] value = [.. Enumerable.Range(0, 65536).Select(i => (byte)i)];
        await using var changes = await _host.Secrets.WatchValueChanged().StartAsync(Ended);
        var secret = await _host.Secrets.DefineAsync(Xml, cancellationToken: Ended);
        await secret.SetValueAsync(value, Ended);

        Assert.Equal(value, (await secret.GetValueAsync(Ended)).ToArray());
        await foreach (var change in changes.WithCancellation(Ended))
        {
            Assert.Equal(secret, change.Secret);
            break;
        }
    }

    [Fact]
    public async Task It_is_not_for_those_who_may_only_read_though_they_see_the_secret()
    {
        var secret = await _host.Secrets.DefineAsync(Xml, cancellationToken: Ended);
        await secret.SetValueAsync("sesame"u8.ToArray(), Ended);
        await using var reader = await _server.ConnectAsync("test:///default?readonly=1", cancellationToken: Ended);
        var seen = await reader.Secrets.LookupByUsageAsync(SecretUsageType.Ceph, "c", Ended);

        Assert.True((await seen.GetInfoAsync(Ended)).HasValue);
        var denied = await Assert.ThrowsAsync<AccessDeniedException>(async () => await seen.GetValueAsync(Ended));
        Assert.Equal(Role.Operate, denied.Required);
    }

    [Fact]
    public async Task It_stands_in_no_log_no_request_and_no_answer_that_is_printed()
    {
        var value = "open sesame"u8.ToArray();
        var secret = await _host.Secrets.DefineAsync(Xml, cancellationToken: Ended);
        await secret.SetValueAsync(value, Ended);
        await secret.UndefineAsync(cancellationToken: Ended);
        await Assert.ThrowsAsync<NoSecretException>(async () => await secret.SetValueAsync(value, Ended));

        string[] printed =
        [
            new SecretValue { Value = value }.ToString(),
            new SecretSetValueRequest { Self = SecretRef.ByUuid(Guid.Empty), Value = value }.ToString(),
            .. _log.Entries.Select(entry => entry.Text),
        ];
        Assert.NotEmpty(_log.Entries);
        Assert.All(printed, text => Assert.DoesNotContain(Convert.ToBase64String(value), text, StringComparison.Ordinal));
        Assert.All(printed, text => Assert.DoesNotContain("sesame", text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_value_that_is_empty_or_too_long_is_refused()
    {
        var secret = await _host.Secrets.DefineAsync(Xml, cancellationToken: Ended);

        foreach (var length in new[] { 0, 65537 })
            Assert.Contains("value", (await Assert.ThrowsAsync<InvalidParamsException>(async () => await secret.SetValueAsync(new byte[length], Ended))).Message, StringComparison.Ordinal);
        Assert.False((await secret.GetInfoAsync(Ended)).HasValue);
    }
}
