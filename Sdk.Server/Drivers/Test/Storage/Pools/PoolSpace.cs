namespace Virtwire.Sdk.Server.Drivers.Test.Storage.Pools;

/// <summary>How much a pool holds, in bytes.</summary>
/// <param name="Capacity">In all.</param>
/// <param name="Available">What is free of it.</param>
internal readonly record struct PoolSpace(ulong Capacity, ulong Available)
{
    /// <summary>What is taken.</summary>
    public ulong Allocation => Capacity - Available;

    /// <summary>The space of a pool of that capacity of which so much is taken.</summary>
    public static PoolSpace Of(ulong capacity, ulong allocation) => new(capacity, capacity - Math.Min(capacity, allocation));
}
