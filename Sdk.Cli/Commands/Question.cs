namespace Virtwire.Sdk.Cli.Commands;

/// <summary>Asks before something is lost. A script has nobody to ask: what it says, it means.</summary>
internal static class Question
{
    /// <summary>Whether to go on.</summary>
    public static bool Confirms(string about, ToolConsole console)
    {
        if (!console.CanAsk)
            return true;
        console.Error.Write($"'{about}' loses what cannot be had back. Go on? [y/N] ");
        console.Error.Flush();
        var answer = console.Input.ReadLine()?.Trim().ToUpperInvariant();
        if (answer is "Y" or "YES")
            return true;
        console.Error.WriteLine("Nothing was done.");
        return false;
    }
}
