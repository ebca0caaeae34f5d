namespace Virtwire.Sdk.Tests.Cli;

/// <summary>The shell on a real terminal: a pseudo-terminal that python3 holds the other end of.</summary>
public sealed class TerminalTests : IDisposable
{
    private const string Driver = """
        import os, pty, select, sys, time
        pid, fd = pty.fork()
        if pid == 0:
            os.environ.update(TERM="xterm", XDG_STATE_HOME=sys.argv[1])
            os.execvp("virtwire", ["virtwire", "shell"])
        seen = ""
        def until(text, again=""):
            global seen
            end = time.time() + 60
            while text not in seen and time.time() < end:
                type(again)
                if select.select([fd], [], [], 1)[0]:
                    try:
                        seen += os.read(fd, 4096).decode()
                    except OSError:
                        break
            if text not in seen:
                sys.exit(f"{text!r} never came: {seen!r}")
            seen = seen[seen.index(text) + len(text):]
        def type(text):
            os.write(fd, text.encode())
        def run(line):
            # The terminal may echo what is typed before the shell reads it: only the shell draws it behind its prompt.
            type(line); until("virtwire> " + line); type("\r"); until("\r\n")
        until("virtwire> ")
        type("domain sus\t"); until("domain suspend ")
        type("te\t"); until("domain suspend test ")
        type("\r"); until("\r\n"); until("virtwire> ")
        run("domain get-state test"); until("paused"); until("virtwire> ")
        run("domain undefine test"); until("Go on? [y/N] ")
        type("n\r"); until("Nothing was done."); until("virtwire> ")
        run("domain suspend stuck"); until("virtwire> ", again="\x03")
        type("\x1b[A\x1b[A\x1b[A"); until("virtwire> domain get-state test")
        type("\r"); until("paused"); until("virtwire> ")
        type("\x04")
        print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("vw-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Lines_are_typed_completed_asked_about_interrupted_and_remembered()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The pseudo-terminal is Linux's.");
        await using var daemon = ToolProcess.Start("serve", "--listen", $"unix://{_folder}/s", "--driver", "test:///default?fault=Domain.suspend:stuck:hang");
        await daemon.ReadLineAsync();
        await File.WriteAllTextAsync(Path.Combine(_folder, "driver.py"), Driver, TestContext.Current.CancellationToken);
        var run = await ToolProcess.RunShellAsync($"export VIRTWIRE_URI='test+unix:///default?socket={_folder}/s'; python3 '{_folder}/driver.py' '{_folder}'");
        Assert.Equal((0, "0\n", ""), (run.ExitCode, run.Output, run.Error));
        Assert.Equal(
            ["domain suspend test ", "domain get-state test", "domain undefine test", "domain suspend stuck", "domain get-state test"],
            await File.ReadAllLinesAsync(Path.Combine(_folder, "virtwire", "history"), TestContext.Current.CancellationToken));
    }
}
