namespace Virtwire.Sdk.Benchmarks.Peers.Virtwire;

/// <summary>How large the objects of a list are: what its caller gets and the client cannot do without allocating.</summary>
internal static class ResultGraph
{
    /// <summary>Makes the same page again out of nothing but its objects, and counts the bytes.</summary>
    public static long Measure(Page<DomainStats> page)
    {
        Copy(page);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var copy = Copy(page);
        var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        GC.KeepAlive(copy);
        return bytes;
    }

    private static Page<DomainStats> Copy(Page<DomainStats> page)
    {
        var items = new DomainStats[page.Items.Count];
        for (var i = 0; i < items.Length; i++)
        {
            var domain = page.Items[i].Domain;
            items[i] = page.Items[i] with { Domain = new DomainRef { Name = Copy(domain.Name), Uuid = domain.Uuid } };
        }

        return new Page<DomainStats> { Items = items, Next = Copy(page.Next), Position = Copy(page.Position) };
    }

    private static string? Copy(string? text) => text is null ? null : new string(text.AsSpan());
}
