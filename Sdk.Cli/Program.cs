using System.Runtime.InteropServices;
using Virtwire.Sdk.Cli;
using Virtwire.Sdk.Cli.Daemons;

// A signal ends the work in hand, cleanly; the default handler would end the process.
using var interrupts = new Interrupts();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal =>
{
    signal.Cancel = true;
    interrupts.Raise();
});
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
{
    signal.Cancel = true;
    interrupts.End();
});
return await VirtwireTool.RunAsync(args, ToolConsole.System with { Interrupts = interrupts }, HostDaemon.OpenAsync, interrupts.Stop);
