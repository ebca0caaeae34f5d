using Acme.Graphics.Drivers;
using Virtwire.Sdk;
using Virtwire.Sdk.Server;

namespace Acme.Graphics;

/// <summary>The graphics processors of this machine.</summary>
/// <param name="context">What the server gives a driver.</param>
public sealed class GpuCards(DriverContext context) : GpuDriver
{
    private static readonly GpuRef[] Cards = [GpuRef.ByAddress("0000:01:00.0"), GpuRef.ByAddress("0000:02:00.0"), GpuRef.ByAddress("0000:03:00.0")];

    /// <inheritdoc/>
    public override bool NonBlocking => true;

    /// <inheritdoc/>
    public override ValueTask<Page<GpuRef>> ListAsync(GpuListRequest request, CallContext call)
    {
        var start = request.After is { } after ? int.Parse(after, System.Globalization.CultureInfo.InvariantCulture) : 0;
        var items = Cards.Skip(start).Take(Math.Min(request.Limit ?? 2, 2)).ToArray();
        var next = start + items.Length < Cards.Length ? (start + items.Length).ToString(System.Globalization.CultureInfo.InvariantCulture) : null;
        return new(new Page<GpuRef> { Items = items, Next = next, Position = context.Events.Position });
    }

    /// <inheritdoc/>
    public override ValueTask<ProductInfo> GetProductAsync(GpuRef self, CallContext call) =>
        new(new ProductInfo { Name = "Acme G" + self.Address![6], Version = "1.0" });

    /// <inheritdoc/>
    public override ValueTask<TaskWork<TestProgress, TestResult>> TestAsync(GpuRef self, CallContext call) =>
        new(new TaskWork<TestProgress, TestResult>(async task =>
        {
            task.Report(new TestProgress { Percent = 50 });
            await Task.Delay(TimeSpan.FromMilliseconds(10), task.CancellationToken);
            return self == Cards[0] ? throw new OverheatedException("0000:01:00.0 is at 95 °C.").About(self) : new TestResult { Units = 64 };
        }).About(self));

    /// <inheritdoc/>
    public override ValueTask ResetAsync(GpuResetRequest request, CallContext call)
    {
        context.Events.Publish(GpuApi.Gpu.WasReset, request.Self, new GpuWasResetData { Times = request.Times!.Value });
        return default;
    }
}
