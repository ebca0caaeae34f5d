using Virtwire.Sdk.Server;
using Virtwire.Sdk.Tests.Everything;
using Virtwire.Sdk.Tests.Everything.Drivers;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Tests.Generators.Support;

/// <summary>A driver over the emitted base class: every shape of a call once.</summary>
internal sealed class WidgetShop(DriverContext context) : WidgetDriver
{
    public static readonly BoxRef Box = BoxRef.ByName("b");

    public static readonly WidgetRef[] All =
        [.. Enumerable.Range(1, 5).Select(static i => new WidgetRef { Uuid = new Guid(i, 0, 0, new byte[8]), Box = Box, Name = "w" + i })];

    public override bool NonBlocking => true;

    public override ValueTask<Page<WidgetRef>> ListAsync(WidgetListRequest request, CallContext call) =>
        new(PageOf(All, request.Limit, request.After));

    public override ValueTask<Page<Point>> ListPartsAsync(WidgetListPartsRequest request, CallContext call) =>
        new(PageOf([.. Enumerable.Range(0, 3).Select(i => new Point { X = i, Y = request.Self.Name!.Length })], request.Limit, request.After));

    public override ValueTask PingAsync(CallContext call) => default;

    public override ValueTask<string> EchoAsync(WidgetEchoRequest request, CallContext call) =>
        new(string.Concat(Enumerable.Repeat(request.Text, request.Times!.Value)));

    public override ValueTask<WidgetRef> FindAsync(WidgetFindRequest request, CallContext call) =>
        request.Name == "w1"
            ? new(All[0])
            : throw new DetailedException("There is none.", new DetailedDetails { Widget = new WidgetRef { Box = Box, Name = request.Name }, Code = 7 });

    public override ValueTask GreetAsync(WidgetGreetRequest request, CallContext call) => default;

    public override ValueTask<Kept> GetKeptAsync(WidgetRef self, CallContext call) => new(new Kept { Name = self.Name! });

    public override ValueTask<WidgetRef> SelfAsync(WidgetRef self, CallContext call) => new(self);

    public override ValueTask MoveAsync(WidgetMoveRequest request, CallContext call)
    {
        context.Events.Publish(EverythingApi.Widget.Moved, request.Self, new WidgetMovedData { From = request.To, Position = request.Event });
        return default;
    }

    public override ValueTask<TaskWork<Progress, Answered>> GrindAsync(WidgetGrindRequest request, CallContext call) =>
        new(new TaskWork<Progress, Answered>(task =>
        {
            task.Report(new Progress { Percent = (int)request.Seconds.TotalSeconds });
            return Task.FromResult(new Answered { Text = "ground" });
        }).About(request.Self));

    public override ValueTask<StreamTicket> UploadAsync(WidgetUploadRequest request, CallContext call) =>
        new(new StreamTicket("/streams/" + request.Offset, DateTimeOffset.UnixEpoch));

    private static Page<T> PageOf<T>(T[] all, int? limit, string? after)
    {
        var start = after is null ? 0 : after.Length;
        var items = all.Skip(start).Take(Math.Min(limit ?? 2, 2)).ToArray();
        return new Page<T> { Items = items, Next = start + items.Length < all.Length ? new string('x', start + items.Length) : null };
    }
}
