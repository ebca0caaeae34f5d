using Virtwire.Sdk.Server;
using Virtwire.Sdk.Tests.Conformance.Api;
using Virtwire.Sdk.Tests.Conformance.Api.Drivers;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Tests.Conformance.Support;

/// <summary>Work that outlives its call. It arrives at the gate of its oven's name, and goes on when that is opened.</summary>
internal sealed class OvenService(Gates gates) : OvenDriver
{
    public override bool NonBlocking => true;

    public override ValueTask<TaskWork<BakeProgress, Bread>> BakeAsync(OvenBakeRequest request, CallContext call)
    {
        var oven = Find(request.Self);
        return new(new TaskWork<BakeProgress, Bread>(task => BakeAsync(oven, request, task)).About(oven));
    }

    public override ValueTask<TaskWork<Nothing, Nothing>> CleanAsync(OvenRef self, CallContext call)
    {
        var oven = Find(self);
        return new(new TaskWork<Nothing, Nothing>(async task =>
        {
            gates.Arrive(oven.Name!);
            await gates.Opened(oven.Name!).WaitAsync(task.CancellationToken);
            return default;
        }).About(oven));
    }

    public override ValueTask<TaskWork<BakeProgress, OvenRef>> BuildAsync(OvenBuildRequest request, CallContext call) =>
        new(new TaskWork<BakeProgress, OvenRef>(_ => Task.FromResult(OvenRef.ByName(request.Name))));

    public override ValueTask<TaskWork<Nothing, Number>> WeighAsync(OvenRef self, CallContext call) =>
        new(new TaskWork<Nothing, Number>(_ => Task.FromResult(new Number { Value = 80 })).About(Find(self)));

    public override ValueTask OpenAsync(OvenRef self, CallContext call)
    {
        gates.Open(Find(self).Name!);
        return default;
    }

    private async Task<Bread> BakeAsync(OvenRef oven, OvenBakeRequest request, TaskContext<BakeProgress> task)
    {
        task.Report(new BakeProgress { Baked = 1 });
        gates.Arrive(oven.Name!);
        await gates.Opened(oven.Name!).WaitAsync(request.Mishap == Mishap.Deaf ? CancellationToken.None : task.CancellationToken);
        if (request.Mishap == Mishap.Burnt)
            throw new BurntException($"{request.Loaves} loaves are black.", new BurntDetails { Loaves = request.Loaves }).About(oven);
        if (request.Mishap == Mishap.Accident)
            throw new InvalidOperationException("The secret recipe is lost.");
        task.Report(new BakeProgress { Baked = request.Loaves });
        return new Bread { Loaves = request.Loaves };
    }

    private static OvenRef Find(OvenRef oven) => oven.Name is "left" or "right"
        ? oven
        : throw new RefusedException($"There is no oven '{oven.Name}'.", new RefusedDetails { Why = "no such oven" }).About(oven);
}
