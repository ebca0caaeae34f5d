using System.Diagnostics;
using System.Globalization;

namespace Virtwire.Sdk.Tests.Cli;

/// <summary>The tool as a process of its own.</summary>
internal sealed class ToolProcess : IAsyncDisposable
{
    private static readonly TimeSpan FailSafe = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly Task<string> _error;

    private ToolProcess(Process process)
    {
        _process = process;
        _error = process.StandardError.ReadToEndAsync();
    }

    /// <summary>The process.</summary>
    public int Id => _process.Id;

    /// <summary>Starts it.</summary>
    public static ToolProcess Start(params string[] arguments)
    {
        string[] command = ["dotnet", Path.Combine(AppContext.BaseDirectory, "virtwire.dll"), .. arguments];
        if (InterruptIsIgnored())
            command = ["env", "--default-signal=INT", .. command];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("VIRTWIRE_URI");
        return new ToolProcess(Process.Start(start)!);
    }

    /// <summary>
    /// Whether this process ignores SIGINT, as a shell has it for what runs in the background. A child would ignore it as well, which is
    /// right, and not what is tested.
    /// </summary>
    private static bool InterruptIsIgnored()
    {
        const ulong interrupt = 1 << (2 - 1);
        const string label = "SigIgn:";
        const string status = "/proc/self/status";
        return File.Exists(status)
            && File.ReadLines(status).FirstOrDefault(line => line.StartsWith(label, StringComparison.Ordinal)) is { } line
            && (ulong.Parse(line.AsSpan(label.Length).Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture) & interrupt) != 0;
    }

    /// <summary>Runs it to its end.</summary>
    public static async Task<ToolRun> RunAsync(params string[] arguments)
    {
        await using var tool = Start(arguments);
        tool._process.StandardInput.Close();
        var output = await tool._process.StandardOutput.ReadToEndAsync().WaitAsync(FailSafe);
        return new ToolRun(await tool.WaitForExitAsync(), output, await tool._error);
    }

    /// <summary>A script that runs the tool as the installed one is run: by its name alone.</summary>
    public static string Tool { get; } = MakeTool();

    /// <summary>Runs a line in bash to its end, with the tool's folder in the path.</summary>
    public static Task<ToolRun> RunShellAsync(string script) => RunAsync("bash", ["-c", script]);

    /// <summary>Runs a program to its end, with the tool's folder in the path.</summary>
    public static async Task<ToolRun> RunAsync(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment.Remove("VIRTWIRE_URI");
        start.Environment["PATH"] = $"{Path.GetDirectoryName(Tool)}:{start.Environment["PATH"]}";
        await using var running = new ToolProcess(Process.Start(start)!);
        running._process.StandardInput.Close();
        var output = await running._process.StandardOutput.ReadToEndAsync().WaitAsync(FailSafe);
        return new ToolRun(await running.WaitForExitAsync(), output, await running._error);
    }

    private static string MakeTool()
    {
        // One for all tests of this build; whoever writes it last writes the same.
        var folder = Path.Combine(AppContext.BaseDirectory, "bin");
        var path = Path.Combine(folder, "virtwire");
        var script = $"#!/bin/sh\nexec dotnet '{Path.Combine(AppContext.BaseDirectory, "virtwire.dll")}' \"$@\"\n";
        if (File.Exists(path) && File.ReadAllText(path) == script)
            return path;
        Directory.CreateDirectory(folder);
        var fresh = Path.Combine(folder, Path.GetRandomFileName());
        File.WriteAllText(fresh, script);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(fresh, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        File.Move(fresh, path, overwrite: true);
        return path;
    }

    /// <summary>The next line of its output; null at its end.</summary>
    public Task<string?> ReadLineAsync() => _process.StandardOutput.ReadLineAsync().WaitAsync(FailSafe);

    /// <summary>All that it has said on standard error, once it has ended.</summary>
    public Task<string> ReadErrorAsync() => _error.WaitAsync(FailSafe);

    /// <summary>Sends it a signal by name: <c>TERM</c>, <c>INT</c>.</summary>
    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("/bin/sh", ["-c", $"kill -{signal} {_process.Id}"]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Waits for its end, and answers its exit code.</summary>
    public async Task<int> WaitForExitAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(FailSafe);
        return _process.ExitCode;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
