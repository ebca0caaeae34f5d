using Virtwire.Sdk.Server.Events;
using Virtwire.Sdk.Tests.Everything;

namespace Virtwire.Sdk.Tests.Server.Events;

public sealed class EventFilterTests
{
    private static readonly PublishedEvent Moved = new(EverythingApi.Widget.Moved, 1, ReadOnlyMemory<byte>.Empty, 0, 0);

    [Theory]
    [InlineData(null, null, true)]
    [InlineData("Widget", null, true)]
    [InlineData("Gadget", null, true)]
    [InlineData("Clock", null, false)]
    [InlineData(null, "Widget.moved", true)]
    [InlineData(null, "moved", true)]
    [InlineData(null, "Widget.shifted", true)]
    [InlineData(null, "Gadget.shifted", true)]
    [InlineData(null, "shifted", true)]
    [InlineData(null, "noticed", false)]
    [InlineData("Gadget", "shifted", true)]
    [InlineData("Clock", "shifted", false)]
    public void An_event_is_found_by_its_names_the_earlier_ones_too(string? resource, string? kind, bool wanted) =>
        Assert.Equal(wanted, new EventFilter(SetOf(resource), SetOf(kind), null).Matches(Moved));

    [Fact]
    public void What_can_be_asked_for_is_every_name()
    {
        Assert.Equal(["Gadget", "Widget"], EventFilter.ResourcesOf(EverythingApi.Widget.Moved).Distinct().Order());
        Assert.Equal(
            ["Gadget.moved", "Gadget.shifted", "Widget.moved", "Widget.shifted", "moved", "shifted"],
            EventFilter.NamesOf(EverythingApi.Widget.Moved).Distinct().Order(StringComparer.Ordinal));
    }

    private static HashSet<string>? SetOf(string? name) => name is null ? null : [name];
}
