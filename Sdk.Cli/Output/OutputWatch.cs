using System.Runtime.InteropServices;

namespace Virtwire.Sdk.Cli.Output;

/// <summary>
/// Notices that nobody reads the standard output any more, as after <c>| head</c>. The framework's stream passes over the failure of a
/// write, so that what never ends by itself would go on for ever.
/// </summary>
internal static class OutputWatch
{
    private const int StandardOutput = 1;
    private const int InterruptedCall = 4;

    /// <summary>Begins to watch, for as long as the process lives.</summary>
    /// <returns>Cancelled when nobody reads.</returns>
    public static CancellationToken Start()
    {
        if (!OperatingSystem.IsLinux())
            return CancellationToken.None;
        var gone = new CancellationTokenSource();
        new Thread(() => Wait(gone)) { IsBackground = true, Name = "output watch" }.Start();
        return gone.Token;
    }

    private static void Wait(CancellationTokenSource gone)
    {
        // Nothing is asked for: what poll tells then is that the other end is closed.
        var watched = new Watched { Descriptor = StandardOutput };
        int answer;
        do
            answer = Poll(ref watched, 1, -1);
        while (answer < 0 && Marshal.GetLastPInvokeError() == InterruptedCall);
        if (answer > 0)
            gone.Cancel();
    }

    [DllImport("libc", EntryPoint = "poll", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Poll(ref Watched watched, nuint count, int timeout);

    [StructLayout(LayoutKind.Sequential)]
    private struct Watched
    {
        public int Descriptor;
        public short Asked;
        public short Told;
    }
}
