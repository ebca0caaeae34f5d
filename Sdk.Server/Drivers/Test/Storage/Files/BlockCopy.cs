using Microsoft.Win32.SafeHandles;

namespace Virtwire.Sdk.Server.Drivers.Test.Storage.Files;

/// <summary>Copies and overwrites the bytes of files, block by block, so that it can be watched and stopped.</summary>
internal static class BlockCopy
{
    /// <summary>How much is moved at once, in bytes.</summary>
    public const int BlockSize = 1 << 20;

    /// <summary>Copies a file. What is nothing but zeroes becomes a hole.</summary>
    /// <param name="source">The file to read.</param>
    /// <param name="target">The file to write; reads as zeroes.</param>
    /// <param name="length">How much to copy, in bytes.</param>
    /// <param name="pass">Told before each block how much is done; decides whether it goes on.</param>
    /// <param name="cancellationToken">Stops the work between two blocks.</param>
    public static async Task CopyAsync(
        SafeFileHandle source, SafeFileHandle target, long length, Func<long, ValueTask> pass, CancellationToken cancellationToken)
    {
        var block = new byte[BlockSize];
        for (var at = 0L; at < length;)
        {
            await pass(at).ConfigureAwait(false);
            var read = await RandomAccess.ReadAsync(source, block.AsMemory(0, Step(at, length)), at, cancellationToken).ConfigureAwait(false);
            if (read == 0)
                break;
            if (block.AsSpan(0, read).ContainsAnyExcept((byte)0))
                await RandomAccess.WriteAsync(target, block.AsMemory(0, read), at, cancellationToken).ConfigureAwait(false);
            at += read;
        }

        await pass(length).ConfigureAwait(false);
    }

    /// <summary>Overwrites a file once.</summary>
    /// <param name="file">The file.</param>
    /// <param name="length">How much of it, in bytes.</param>
    /// <param name="pattern">What to write, over and over; null for chance. Where it is zero, holes stay holes.</param>
    /// <param name="pass">Told before each block how much is done; decides whether it goes on.</param>
    /// <param name="cancellationToken">Stops the work between two blocks.</param>
    public static async Task OverwriteAsync(
        SafeFileHandle file, long length, byte[]? pattern, Func<long, ValueTask> pass, CancellationToken cancellationToken)
    {
        var block = new byte[BlockSize];
        var former = new byte[BlockSize];
        for (var at = 0L; at < length;)
        {
            await pass(at).ConfigureAwait(false);
            var step = Step(at, length);
            Fill(block.AsSpan(0, step), pattern, at);
            if (pattern is not [0] || await HoldsDataAsync(file, former.AsMemory(0, step), at, cancellationToken).ConfigureAwait(false))
                await RandomAccess.WriteAsync(file, block.AsMemory(0, step), at, cancellationToken).ConfigureAwait(false);
            at += step;
        }

        await pass(length).ConfigureAwait(false);
        RandomAccess.FlushToDisk(file);
    }

    /// <summary>Writes zeroes, so that a part of a file takes its place on the disk.</summary>
    /// <param name="file">The file.</param>
    /// <param name="from">Where the part begins, in bytes.</param>
    /// <param name="to">Where it ends.</param>
    /// <param name="pass">Told before each block; decides whether it goes on.</param>
    /// <param name="cancellationToken">Stops the work between two blocks.</param>
    public static async Task WriteZeroesAsync(SafeFileHandle file, long from, long to, Func<ValueTask> pass, CancellationToken cancellationToken)
    {
        var zeroes = new byte[BlockSize];
        for (var at = from; at < to; at += BlockSize)
        {
            await pass().ConfigureAwait(false);
            await RandomAccess.WriteAsync(file, zeroes.AsMemory(0, Step(at, to)), at, cancellationToken).ConfigureAwait(false);
        }
    }

    private static int Step(long at, long length) => (int)Math.Min(BlockSize, length - at);

    private static async ValueTask<bool> HoldsDataAsync(SafeFileHandle file, Memory<byte> block, long at, CancellationToken cancellationToken)
    {
        var read = await RandomAccess.ReadAsync(file, block, at, cancellationToken).ConfigureAwait(false);
        return block.Span[..read].ContainsAnyExcept((byte)0);
    }

    private static void Fill(Span<byte> block, byte[]? pattern, long at)
    {
        if (pattern is null)
        {
            System.Security.Cryptography.RandomNumberGenerator.Fill(block);
            return;
        }

        for (var i = 0; i < block.Length; i++)
            block[i] = pattern[(int)((at + i) % pattern.Length)];
    }
}
