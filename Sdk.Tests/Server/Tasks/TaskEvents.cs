using Virtwire.Sdk.Server;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Tests.Server.Tasks;

/// <summary>Keeps what tasks tell.</summary>
internal sealed class TaskEvents : IEventSink
{
    private readonly Lock _gate = new();
    private readonly List<(string Id, string State)> _states = [];
    private int _progressed;

    public string Position => "0:0";

    /// <summary>The state that cannot be told; null for none.</summary>
    public string? Untellable { get; set; }

    /// <summary>How often progress was told.</summary>
    public int Progressed => Volatile.Read(ref _progressed);

    public void Publish<TRef, TData>(EventDescriptor<TRef, TData> descriptor, TRef self, TData data)
        where TRef : IWireStruct<TRef>
        where TData : IWireStruct<TData>
    {
        if (descriptor.Name == CoreApi.Task.Progressed.Name)
        {
            Interlocked.Increment(ref _progressed);
            return;
        }

        var state = WireValue.ToElement<TData, TData>(data).GetProperty("state").GetString()!;
        if (state == Untellable)
            throw new InvalidOperationException("It cannot be told.");
        lock (_gate)
            _states.Add((WireValue.ToElement<TRef, TRef>(self).GetProperty("id").GetString()!, state));
    }

    /// <summary>The states that a task has told, in order.</summary>
    public IReadOnlyList<string> StatesOf(string id)
    {
        lock (_gate)
            return [.. _states.Where(s => s.Id == id).Select(s => s.State)];
    }
}
