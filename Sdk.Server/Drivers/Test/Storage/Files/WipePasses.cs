namespace Virtwire.Sdk.Server.Drivers.Test.Storage.Files;

/// <summary>What the algorithms of wiping write, pass by pass. Nothing is read back to verify it.</summary>
internal static class WipePasses
{
    private static byte[]? Chance => null;
    private static readonly byte[] Zeroes = [0x00];
    private static readonly byte[] Ones = [0xFF];

    // Gutmann's 27 patterns, between four passes of chance at each end.
    private static readonly byte[][] Gutmann =
    [
        [0x55], [0xAA], [0x92, 0x49, 0x24], [0x49, 0x24, 0x92], [0x24, 0x92, 0x49],
        [0x00], [0x11], [0x22], [0x33], [0x44], [0x55], [0x66], [0x77], [0x88], [0x99], [0xAA], [0xBB], [0xCC], [0xDD], [0xEE], [0xFF],
        [0x92, 0x49, 0x24], [0x49, 0x24, 0x92], [0x24, 0x92, 0x49], [0x6D, 0xB6, 0xDB], [0xB6, 0xDB, 0x6D], [0xDB, 0x6D, 0xB6],
    ];

    private static readonly byte[][] Bsi = [[0xFF], [0xFE], [0xFD], [0xFB], [0xF7], [0xEF], [0xDF], [0xBF], [0x7F]];

    /// <summary>The passes of an algorithm: a pattern each, null for chance; null for one that no file can have.</summary>
    public static IReadOnlyList<byte[]?>? Of(StorageWipeAlgorithm algorithm) => algorithm.Value switch
    {
        StorageWipeAlgorithm.Known.Zero => [Zeroes],
        StorageWipeAlgorithm.Known.Nnsa => [Chance, Chance, Zeroes],
        StorageWipeAlgorithm.Known.Dod => [Chance, Zeroes, Ones],
        StorageWipeAlgorithm.Known.Bsi => Bsi,
        StorageWipeAlgorithm.Known.Gutmann => [.. OfChance(4), .. Gutmann, .. OfChance(4)],
        StorageWipeAlgorithm.Known.Schneier => [Zeroes, Ones, .. OfChance(5)],
        StorageWipeAlgorithm.Known.Pfitzner7 => OfChance(7),
        StorageWipeAlgorithm.Known.Pfitzner33 => OfChance(33),
        StorageWipeAlgorithm.Known.Random => [Chance],
        _ => null,
    };

    private static byte[]?[] OfChance(int count) => new byte[]?[count];
}
