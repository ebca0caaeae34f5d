using System.Text.Json;
using Virtwire.Sdk.Server.Hosting;
using Virtwire.Sdk.Tests.Everything;
using Virtwire.Sdk.Tests.Generators.Support;

namespace Virtwire.Sdk.Tests.Generators;

/// <summary>The emitted client against the emitted driver: every shape of a call and an event, in one process.</summary>
public sealed class EmittedServerTests : IAsyncLifetime
{
    private readonly VirtwireServer _server = new(new VirtwireServerOptions().AddDriver("widgets", static context => [new WidgetShop(context)]));
    private HostConnection _host = null!;

    public async ValueTask InitializeAsync()
    {
        await _server.StartAsync(Cancel);
        _host = await _server.ConnectAsync(cancellationToken: Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _server.DisposeAsync();
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_in_nothing_out() => await _host.Widgets.PingAsync(Cancel);

    [Fact]
    public async Task A_result_of_one_field_is_that_field() =>
        Assert.Equal("aa", await _host.Widgets.EchoAsync("a", times: 2, cancellationToken: Cancel));

    [Fact]
    public async Task An_absent_parameter_is_its_default() => Assert.Equal("a", await _host.Widgets.EchoAsync("a", cancellationToken: Cancel));

    [Fact]
    public async Task A_handle_carries_its_identity_and_equals_another_to_the_same_object()
    {
        Widget found = await _host.Widgets.FindAsync("w1", cancellationToken: Cancel);
        Assert.Equal("w1", found.Name);
        Assert.Equal("b", found.Box!.Value.Name);
        Assert.Equal(found, _host.Widgets.Bind(WidgetRef.ByUuid(found.Uuid!.Value)));
        Assert.Equal(found.GetHashCode(), _host.Widgets.Bind(WidgetRef.ByUuid(found.Uuid!.Value)).GetHashCode());
        Assert.NotEqual(found, _host.Widgets.Bind(WidgetRef.ByBoxAndName(WidgetShop.Box, "w1")));
        Assert.Equal(found.Reference, (WidgetRef)await found.SelfAsync(Cancel));
    }

    [Fact]
    public async Task Handles_come_in_pages()
    {
        var names = new List<string>();
        await foreach (Widget widget in _host.Widgets.ListAsync(new() { Color = Color.Red }, Cancel))
            names.Add(widget.Name!);
        Assert.Equal(["w1", "w2", "w3", "w4", "w5"], names);
    }

    [Fact]
    public async Task Structs_come_in_pages_of_an_object()
    {
        var widget = _host.Widgets.Bind(WidgetShop.All[0]);
        var points = new List<Point>();
        await foreach (var point in widget.ListPartsAsync(new() { Limit = 1 }, Cancel))
            points.Add(point);
        Assert.Equal([0, 1, 2], points.Select(static p => p.X));
        Assert.All(points, static p => Assert.Equal(2, p.Y));
    }

    [Fact]
    public async Task A_feature_is_seen_only_by_those_who_agreed_on_it()
    {
        var refusal = await Assert.ThrowsAsync<NotSupportedByPeerException>(async () => await _host.Widgets.Bind(WidgetShop.All[0]).WatchAsync(Cancel));
        Assert.Equal("Widget.watch", refusal.Element);
        Assert.Contains("the feature watching", refusal.Message, StringComparison.Ordinal);

        var options = new HostConnectionOptions { Apis = { EverythingApi.Description } };
        await using var agreed = await _server.ConnectAsync(options: options, cancellationToken: Cancel);
        var widget = agreed.Widgets.Bind(WidgetShop.All[0]);
        await Assert.ThrowsAsync<NotSupportedByDriverException>(async () => await widget.WatchAsync(Cancel));
    }

    [Fact]
    public async Task An_error_is_its_exception_with_its_data()
    {
        var error = await Assert.ThrowsAsync<DetailedException>(async () => await _host.Widgets.FindAsync("none", cancellationToken: Cancel));
        Assert.Equal("There is none.", error.Message);
        Assert.Equal(50002, error.Code);
        Assert.Equal(7, error.CodeValue);
        Assert.Equal("none", error.Widget!.Value.Name);
        Assert.Equal(RetryClass.Later, error.Retry);
        Assert.Equal("Wait.", error.Hint);
    }

    [Fact]
    public async Task A_method_that_the_driver_lacks_says_so()
    {
        var error = await Assert.ThrowsAsync<NotSupportedByDriverException>(async () => await _host.Widgets.EverythingAsync(cancellationToken: Cancel));
        Assert.Contains("Widget.everything", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tasks_and_streams_answer_what_stands_for_them()
    {
        var widget = _host.Widgets.Bind(WidgetShop.All[0]);
        var started = await widget.GrindAsync(TimeSpan.FromSeconds(3), Cancel);
        var ended = await _host.Tasks.Bind(HostTaskRef.ById(started.Id)).WaitAsync(cancellationToken: Cancel);
        Assert.Equal((TaskState.Completed, "Widget.grind", 3), (ended.State, ended.Method, ended.Progress!.Value.GetProperty("percent").GetInt32()));
        Assert.Equal("/streams/0", (await widget.UploadAsync(cancellationToken: Cancel)).Stream);
    }

    [Fact]
    public async Task An_event_is_typed_and_bound()
    {
        var widget = _host.Widgets.Bind(WidgetShop.All[1]);
        await using var moves = await widget.WatchMoved().StartAsync(Cancel);
        await widget.MoveAsync(new Point { X = 1, Y = 2 }, reason: null, note: "n", @event: 9, cancellationToken: Cancel);
        await foreach (WidgetMovedEvent move in moves)
        {
            Assert.Equal(widget, move.Widget);
            Assert.Equal(1, move.From.X);
            Assert.Equal(9, move.PositionValue);
            Assert.NotEqual("", move.Position);
            break;
        }
    }

    [Theory]
    [InlineData("Widget.echo", """["ab",2]""", """{"text":"abab"}""")]
    [InlineData("Widget.echo", """["ab"]""", """{"text":"ab"}""")]
    [InlineData("Widget.ping", "[]", "{}")]
    [InlineData("Widget.knock", "{}", "{}")]
    [InlineData("Gadget.ping", "{}", "{}")]
    [InlineData("Gadget.knock", "{}", "{}")]
    [InlineData("Widget.greet", """{"name":"n","tomorrow":{"a":[1]}}""", "{}")]
    [InlineData("Widget.self", """[{"box":{"name":"b"},"name":"w"}]""", """{"box":{"name":"b"},"name":"w"}""")]
    public async Task Parameters_by_position_and_calls_by_earlier_names(string method, string parameters, string result)
    {
        using var json = JsonDocument.Parse(parameters);
        var answer = await _host.CallAsync(method, json.RootElement, cancellationToken: Cancel);
        Assert.Equal(result, answer.GetRawText());
    }

    [Theory]
    [InlineData("Widget.echo", """{"text":"a","tmies":2}""", "tmies")]
    [InlineData("Widget.echo", """{"times":2}""", "text")]
    [InlineData("Widget.echo", """["a",2,3]""", "[2]")]
    [InlineData("Widget.list", """{"limit":0}""", "limit")]
    [InlineData("Widget.getKept", """{"self":{"name":"w"}}""", "self")]
    public async Task A_wrong_parameter_is_named_with_its_path(string method, string parameters, string path)
    {
        using var json = JsonDocument.Parse(parameters);
        var refusal = await Assert.ThrowsAsync<InvalidParamsException>(async () => await _host.CallAsync(method, json.RootElement, cancellationToken: Cancel));
        Assert.Equal(path, refusal.Path);
    }

    [Fact]
    public void Descriptors_say_what_the_schema_says()
    {
        var method = EverythingApi.Widget.Watch;
        Assert.True(method.Preview);
        Assert.Equal(["watching"], method.Features);
        Assert.Equal(["Widget.knock", "Gadget.ping", "Gadget.knock"], EverythingApi.Widget.Ping.EarlierNames);
        Assert.True(EverythingApi.Widget.Greet.IgnoresUnknownParams);
        Assert.Equal(100, EverythingApi.Widget.List.MaxPage);
        Assert.Equal(new ApiVersion(1, 1), EverythingApi.Description.Version);
        Assert.Equal(EventDelivery.Live, EverythingApi.Widget.Noticed.Delivery);
        using var schema = JsonDocument.Parse(EverythingApi.Description.CanonicalSchema);
        Assert.Equal("dev.virtwire.everything", schema.RootElement.GetProperty("namespace").GetString());
    }
}
