using Virtwire.Sdk.Drivers;
using Virtwire.Sdk.Server;

namespace Virtwire.Sdk.Tests.Budget;

/// <summary>Answers the same page of a thousand records to everybody, and allocates nothing for it.</summary>
internal sealed class PageDriver : DomainDriver
{
    private readonly Page<DomainStats> _page = new()
    {
        Items = [.. Enumerable.Range(0, 1_000).Select(static index => new DomainStats
        {
            Domain = new DomainRef { Name = $"domain-{index}", Uuid = new Guid(index, 1, 2, new byte[8]) },
            State = DomainState.Running,
            Reason = DomainStateReason.Booted,
            CpuTime = 123_456_789_012 + (ulong)index,
            MaxMemory = 2_097_152,
            Memory = 1_048_576 + index,
            Vcpus = 2,
            MaxVcpus = 4,
        })],
        Position = "3:1042",
    };

    public override bool NonBlocking => true;

    public override ValueTask<Page<DomainStats>> GetAllStatsAsync(DomainGetAllStatsRequest request, CallContext call) => new(_page);
}
