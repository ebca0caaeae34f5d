using Virtwire.Sdk.Server;
using Virtwire.Sdk.Tests.Conformance.Api;
using Virtwire.Sdk.Tests.Conformance.Api.Drivers;

namespace Virtwire.Sdk.Tests.Conformance.Support;

/// <summary>Objects with events. Publishes before it returns, as a driver must.</summary>
internal sealed class LampService(IEventSink events) : LampDriver
{
    public static readonly LampRef Desk = new() { Uuid = Guid.Parse("11111111-2222-4333-8444-555555555555"), Name = "desk" };

    public static readonly LampRef Floor = new() { Uuid = Guid.Parse("99999999-2222-4333-8444-555555555555"), Name = "floor" };

    public override bool NonBlocking => true;

    public override ValueTask TurnAsync(LampTurnRequest request, CallContext call)
    {
        var lamp = request.Self.Name == Floor.Name ? Floor : Desk;
        events.Publish(ConformanceApi.Lamp.Turned, lamp, new LampTurnedData { On = request.On });
        return default;
    }

    public override ValueTask<Page<LampRef>> ListAsync(LampListRequest request, CallContext call) =>
        new(new Page<LampRef> { Items = [Desk, Floor], Position = events.Position });

    public override ValueTask ResetAsync(CallContext call) => default;
}
