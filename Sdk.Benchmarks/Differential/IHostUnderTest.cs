namespace Virtwire.Sdk.Benchmarks.Differential;

/// <summary>A host that carries out steps: libvirt's own simulator, or ours.</summary>
internal interface IHostUnderTest : IAsyncDisposable
{
    /// <summary>Carries out a step. Answers <c>ok</c>, or the class of its error.</summary>
    ValueTask<Outcome> ApplyAsync(Step step);

    /// <summary>Describes the object that a step was about, in words that do not depend on the host: <c>none</c> where there is none.</summary>
    ValueTask<string> DescribeAsync(Step step);
}

/// <summary>What became of a step.</summary>
/// <param name="Class">The class: <c>ok</c>, or that of the error.</param>
/// <param name="Message">The error's text, for people.</param>
internal readonly record struct Outcome(string Class, string Message)
{
    /// <summary>It was done.</summary>
    public static Outcome Ok { get; } = new("ok", "");
}
