namespace Virtwire.Sdk.Server.Files;

/// <summary>Why a server does not start on a state directory: it would have to leave out what it was trusted with.</summary>
internal static class StateFault
{
    /// <summary>A file that is not what it has to be.</summary>
    /// <param name="path">The file.</param>
    /// <param name="wrong">What is wrong, as the rest of a sentence.</param>
    public static IOException Of(string path, string wrong) =>
        new($"The state file '{path}' {wrong}. Put back a good copy, or move it out of the state directory to start without it.");
}
