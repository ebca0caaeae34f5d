using Virtwire.Sdk.Server.Files;

namespace Virtwire.Sdk.Server.Identities;

/// <summary>A policy on the disk. Who can write it decides who may do what: nobody may but those who run the server.</summary>
internal static class PolicyFile
{
    private const long Longest = 16 * 1024 * 1024;
    private const UnixFileMode WrittenByOthers = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    /// <summary>Reads a policy file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="self">The user that the server runs as.</param>
    /// <exception cref="IOException">It cannot be read, others can write it, or it is no policy.</exception>
    internal static AccessPolicy Read(string path, uint self)
    {
        try
        {
            // What is looked at is what is read, whatever the name leads to a moment later.
            using var file = File.OpenHandle(path);
            var length = RandomAccess.GetLength(file);
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & WrittenByOthers) != 0)
                throw new IOException($"The policy '{path}' can be written by others than its owner, who could give themselves any role. Say chmod go-w.");
            if (FileFacts.Of(file).Owner is { } owner && owner != 0 && owner != self)
                throw new IOException($"The policy '{path}' belongs to the user {owner}, who could give himself any role. It must be root's or the server's own.");
            if (length > Longest)
                throw new IOException($"The policy '{path}' is too long.");
            var text = new byte[length];
            return PolicyReader.Read(path, text.AsSpan(0, RandomAccess.Read(file, text, 0)));
        }
        catch (UnauthorizedAccessException failure)
        {
            throw new IOException($"The policy '{path}' cannot be read: {failure.Message}", failure);
        }
    }
}
