using System.Text;
using System.Text.Json;
using Virtwire.Sdk.Server;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Tests.Drivers.Support;

/// <summary>
/// Keeps what a driver tells: <c>stateChanged test running booted</c>, the object by its name or what else its handle begins with, the
/// data's values in the order of the wire.
/// </summary>
internal sealed class RecordingEvents : IEventSink
{
    private readonly Lock _gate = new();
    private readonly List<string> _told = [];

    public string Position
    {
        get
        {
            lock (_gate)
                return _told.Count.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }
    }

    public void Publish<TRef, TData>(EventDescriptor<TRef, TData> descriptor, TRef self, TData data)
        where TRef : IWireStruct<TRef>
        where TData : IWireStruct<TData>
    {
        var handle = WireValue.ToElement<TRef, TRef>(self);
        var subject = handle.TryGetProperty("name", out var name) ? name : handle.EnumerateObject().First().Value;
        var values = WireValue.ToElement<TData, TData>(data).EnumerateObject().Select(member => member.Value);
        var text = new StringBuilder(descriptor.Name[(descriptor.Resource.Length + 1)..]).AppendJoin("", values.Prepend(subject).Select(Word));
        lock (_gate)
            _told.Add(text.ToString());
    }

    /// <summary>All that was told since the last call.</summary>
    public IReadOnlyList<string> Take()
    {
        lock (_gate)
        {
            var told = _told.ToArray();
            _told.Clear();
            return told;
        }
    }

    private static string Word(JsonElement value) => " " + value;
}
