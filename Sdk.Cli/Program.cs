using System.Runtime.InteropServices;
using Virtwire.Sdk.Cli;
using Virtwire.Sdk.Cli.Daemons;

// A signal ends the work in hand, cleanly; the default handler would end the process.
using var stop = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
return await VirtwireTool.RunAsync(args, ToolConsole.System, HostDaemon.OpenAsync, stop.Token);

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}
