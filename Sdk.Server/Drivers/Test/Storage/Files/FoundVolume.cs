namespace Virtwire.Sdk.Server.Drivers.Test.Storage.Files;

/// <summary>A volume as its file is.</summary>
/// <param name="Name">The name of the file.</param>
/// <param name="Format">What it holds: raw, qcow2.</param>
/// <param name="Capacity">How much a guest sees, in bytes.</param>
/// <param name="Allocation">How much of the disk it takes, in bytes.</param>
internal readonly record struct FoundVolume(string Name, string Format, ulong Capacity, ulong Allocation);
