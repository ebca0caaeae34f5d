namespace Virtwire.Sdk.Tests.Cli;

/// <summary>Keeps what is written, and tells when a text has been.</summary>
internal sealed class AwaitedWriter(string awaited) : StringWriter
{
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _written = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the text has been written.</summary>
    public Task Written => _written.Task;

    /// <inheritdoc/>
    public override void WriteLine(string? value) => Write(value + "\n");

    /// <inheritdoc/>
    public override void Write(string? value)
    {
        lock (_gate)
        {
            base.Write(value);
            if (base.ToString().Contains(awaited, StringComparison.Ordinal))
                _written.TrySetResult();
        }
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        lock (_gate)
            return base.ToString();
    }
}
