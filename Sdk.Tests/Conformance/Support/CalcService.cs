using Virtwire.Sdk.Server;
using Virtwire.Sdk.Tests.Conformance.Api;
using Virtwire.Sdk.Tests.Conformance.Api.Drivers;

namespace Virtwire.Sdk.Tests.Conformance.Support;

/// <summary>The methods of the JSON-RPC specification's examples, run on the reader.</summary>
internal sealed class CalcService : CalcDriver
{
    private int _notifications;

    public override bool NonBlocking => true;

    /// <summary>What <c>inspect</c> does first, on the reader.</summary>
    public Action? OnInspect { get; set; }

    /// <summary>How often <c>update</c> and <c>notifyHello</c> were called.</summary>
    public int Notifications => Volatile.Read(ref _notifications);

    public override ValueTask<Number> SubtractAsync(CalcSubtractRequest request, CallContext call) =>
        new(new Number { Value = request.Minuend - request.Subtrahend });

    public override ValueTask<long> SumAsync(CalcSumRequest request, CallContext call) =>
        new(request.A + (request.B ?? 0) + (request.C ?? 0));

    public override ValueTask UpdateAsync(CalcUpdateRequest request, CallContext call)
    {
        Interlocked.Increment(ref _notifications);
        return default;
    }

    public override ValueTask NotifyHelloAsync(CalcNotifyHelloRequest request, CallContext call)
    {
        Interlocked.Increment(ref _notifications);
        return default;
    }

    public override ValueTask<Data> GetDataAsync(CallContext call) => new(new Data { Greeting = "hello", Count = 5 });

    public override ValueTask PingAsync(CallContext call) => default;

    public override ValueTask<Number> NextAsync(CallContext call) => new(new Number { Value = 1 });

    public override ValueTask<Seen> InspectAsync(CallContext call)
    {
        OnInspect?.Invoke();
        return new(new Seen
        {
            Role = call.Session.Role.ToString(),
            Identity = call.Session.Identity,
            Client = call.Session.Client,
            Deadline = call.Deadline is not null,
            TraceParent = call.TraceParent,
            IdempotencyKey = call.IdempotencyKey,
        });
    }

    public override ValueTask<long> PlotAsync(CalcPlotRequest request, CallContext call) => new(request.Points.Sum(p => (long)p.X + p.Y));

    public override ValueTask RefuseAsync(CalcRefuseRequest request, CallContext call) =>
        throw new RefusedException($"It was refused: {request.Why}.", new RefusedDetails { Why = request.Why });

    public override ValueTask FailAsync(CalcFailRequest request, CallContext call) =>
        throw new InvalidOperationException($"The secret is {request.Secret}.");

    public override ValueTask<string> RepeatAsync(CalcRepeatRequest request, CallContext call) => new(new string('a', request.Length));
}
