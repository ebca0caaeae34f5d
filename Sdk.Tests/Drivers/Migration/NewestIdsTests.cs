using Virtwire.Sdk.Server.Drivers.Test.Migrations;

namespace Virtwire.Sdk.Tests.Drivers.Migration;

/// <summary>A memory of ids that does not grow for ever.</summary>
public sealed class NewestIdsTests
{
    [Fact]
    public void Beyond_its_size_the_oldest_is_forgotten()
    {
        var ids = Enumerable.Range(0, 4).Select(static _ => Guid.NewGuid()).ToList();
        var newest = new NewestIds(most: 3);
        foreach (var id in ids.Append(ids[2]))
            newest.Add(id);
        Assert.Equal([false, true, true, true], ids.Select(newest.Contains));
    }
}
