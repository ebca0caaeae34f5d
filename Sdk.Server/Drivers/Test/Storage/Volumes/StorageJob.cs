using Microsoft.Win32.SafeHandles;
using Virtwire.Sdk.Server.Drivers.Test.Objects;
using Virtwire.Sdk.Server.Drivers.Test.Storage.Files;

namespace Virtwire.Sdk.Server.Drivers.Test.Storage.Volumes;

/// <summary>Long work on the bytes of a volume: it tells how far it is, a hundred times at most, and stops when it is asked to.</summary>
internal sealed class StorageJob(Simulation simulation, string method, string subject, TaskContext<StorageProgress> task)
{
    private long _lastPart = -1;

    /// <summary>Copies a file.</summary>
    public Task CopyAsync(SafeFileHandle from, SafeFileHandle to)
    {
        var length = RandomAccess.GetLength(from);
        RandomAccess.SetLength(to, length);
        return BlockCopy.CopyAsync(from, to, length, done => PassAsync((ulong)done, (ulong)length), task.CancellationToken);
    }

    /// <summary>Overwrites a file, pass by pass.</summary>
    public async Task OverwriteAsync(SafeFileHandle file, IReadOnlyList<byte[]?> passes)
    {
        var length = RandomAccess.GetLength(file);
        var total = Times((ulong)length, passes.Count);
        for (var i = 0; i < passes.Count; i++)
        {
            var before = Times((ulong)length, i);
            await BlockCopy.OverwriteAsync(
                file, length, passes[i], done => PassAsync(Math.Min(total, before + Math.Min((ulong)done, ulong.MaxValue - before)), total), task.CancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Takes the time that the work would take on a volume in memory, which has no bytes.</summary>
    public async Task SimulateAsync(ulong total)
    {
        var steps = (ulong)simulation.Pace.Steps;
        for (var step = 0UL; step <= steps; step++)
        {
            await PassAsync((ulong)((UInt128)total * step / steps), total).ConfigureAwait(false);
            if (step < steps && simulation.Pace.Step > TimeSpan.Zero)
                await Task.Delay(simulation.Pace.Step, simulation.Time, task.CancellationToken).ConfigureAwait(false);
        }
    }

    // A sparse file may be so large that there is no number for all that is written to it.
    private static ulong Times(ulong length, int passes) => (ulong)UInt128.Min((UInt128)length * (uint)passes, ulong.MaxValue);

    private ValueTask PassAsync(ulong done, ulong total)
    {
        var part = total == 0 ? 100 : (long)((UInt128)done * 100 / total);
        if (part != _lastPart)
            task.Report(new StorageProgress { Done = done, Total = total });
        _lastPart = part;
        return simulation.Faults.ReachAsync(method + ":block", subject, task.CancellationToken);
    }
}
