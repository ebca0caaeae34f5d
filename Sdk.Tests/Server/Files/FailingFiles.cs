using Virtwire.Sdk.Server.Files;

namespace Virtwire.Sdk.Tests.Server.Files;

/// <summary>The files of the system, until a step fails: then a write has got half way, and nothing else of the step is done.</summary>
internal sealed class FailingFiles : IDurableFiles
{
    private readonly Lock _gate = new();
    private int _steps;

    /// <summary>How many steps there have been.</summary>
    public int Steps => Volatile.Read(ref _steps);

    /// <summary>The number of the first step that fails; null for none.</summary>
    public int? From { get; set; }

    /// <summary>The number of the first step that succeeds again; null for none.</summary>
    public int? Until { get; set; }

    /// <summary>A failure of a step; null where it succeeds.</summary>
    private IOException? Next()
    {
        lock (_gate)
        {
            var step = _steps++;
            return step >= From && !(step >= Until) ? new IOException("No space left on device.") : null;
        }
    }

    public IDurableFile Create(string path)
    {
        Step();
        return new FailingFile(this, SystemFiles.Instance.Create(path));
    }

    public void Move(string from, string to)
    {
        Step();
        SystemFiles.Instance.Move(from, to);
    }

    public void Delete(string path)
    {
        Step();
        SystemFiles.Instance.Delete(path);
    }

    public void CreateDirectory(string path)
    {
        Step();
        SystemFiles.Instance.CreateDirectory(path);
    }

    public void FlushDirectory(string path)
    {
        Step();
        SystemFiles.Instance.FlushDirectory(path);
    }

    private void Step()
    {
        if (Next() is { } failure)
            throw failure;
    }

    private sealed class FailingFile(FailingFiles files, IDurableFile file) : IDurableFile
    {
        public void Write(ReadOnlySpan<byte> content)
        {
            if (files.Next() is { } failure)
            {
                file.Write(content[..(content.Length / 2)]);
                throw failure;
            }

            file.Write(content);
        }

        public void Flush()
        {
            files.Step();
            file.Flush();
        }

        public void Dispose() => file.Dispose();
    }
}
