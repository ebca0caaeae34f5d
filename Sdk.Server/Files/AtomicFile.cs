namespace Virtwire.Sdk.Server.Files;

/// <summary>Files that are there as a whole or not at all, whenever the server is killed.</summary>
internal static class AtomicFile
{
    /// <summary>What the name of a file ends with that is not complete. What a killed server has left of it may be removed.</summary>
    public const string Unready = ".new";

    extension(IDurableFiles files)
    {
        /// <summary>
        /// Puts a file in the place of what was there. It is not lost when the server is killed from here on; for a loss of power its directory
        /// has to be flushed too.
        /// </summary>
        public void Replace(string path, ReadOnlySpan<byte> content)
        {
            using (var file = files.Create(path + Unready))
            {
                file.Write(content);
                file.Flush();
            }

            files.Move(path + Unready, path);
        }

        /// <summary>As <see cref="Replace"/>, with its directory flushed.</summary>
        public void ReplaceDurably(string path, ReadOnlySpan<byte> content)
        {
            files.Replace(path, content);
            files.FlushDirectory(Path.GetDirectoryName(path)!);
        }

        /// <summary>Makes a directory, and makes sure that it is there after a loss of power. The one above it is there.</summary>
        public void CreateDirectoryDurably(string path)
        {
            if (Directory.Exists(path))
                return;
            files.CreateDirectory(path);
            files.FlushDirectory(Path.GetDirectoryName(path)!);
        }
    }
}
