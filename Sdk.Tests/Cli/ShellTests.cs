using Virtwire.Sdk.Cli;
using Virtwire.Sdk.Cli.Completion;
using Virtwire.Sdk.Cli.Daemons;
using Virtwire.Sdk.Cli.Shell;

namespace Virtwire.Sdk.Tests.Cli;

/// <summary><c>virtwire shell</c>: scripts on standard input, words, history, and the keys of a terminal.</summary>
public sealed class ShellTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("vw-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_script_runs_line_by_line_on_one_connection()
    {
        var opened = 0;
        var daemon = new FakeDaemon().Answers("""{"name":"gpu0"}""").Answers("{}");
        var run = await ToolRun.OfAsync(Open, ["shell"], "# cards\ngraphics-card get-info gpu0\n\n  graphics-card set-clock 'gpu 1' --max-clock 5 # fast\nexit\nnonsense\n");
        Assert.Equal((0, "name  gpu0\n", ""), (run.ExitCode, run.Output, run.Error));
        Assert.Equal(["""GraphicsCard.getInfo {"self":{"name":"gpu0"}}""", """GraphicsCard.setClock {"self":{"name":"gpu 1"},"maxClock":5}"""], daemon.Calls);
        Assert.Equal(1, opened);

        ValueTask<IDaemon> Open(DaemonAddress address, CancellationToken cancellationToken)
        {
            opened++;
            return new(daemon);
        }
    }

    [Theory]
    [InlineData("call Host.ping\ngraphics-card lst\ncall Host.ping\n", 2, "Stopped at line 2: graphics-card lst")]
    [InlineData("call 'Host.ping\n", 2, "A quote is not closed.")]
    [InlineData("call Host.echo -\n", 2, "Standard input is the script itself.")]
    public async Task A_script_ends_with_its_first_failure(string script, int exitCode, string message)
    {
        var daemon = new FakeDaemon();
        var run = await ToolRun.AgainstAsync(daemon, ["shell"], script);
        Assert.Equal(exitCode, run.ExitCode);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.True(daemon.Calls.Count <= 1);
    }

    [Fact]
    public async Task A_daemons_error_ends_a_script_with_its_exit_code()
    {
        var run = await ToolRun.OfAsync(HostDaemon.OpenAsync, ["-c", $"test:///{Guid.NewGuid():N}", "shell"], "domain suspend test\ndomain get-state test\ndomain get-info web9\ndomain list\n");
        Assert.Equal((1, "reason  user\nstate   paused\n"), (run.ExitCode, run.Output));
        Assert.EndsWith("Stopped at line 3: domain get-info web9\n", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_that_asks_for_less_gets_a_connection_that_may_do_less()
    {
        var run = await ToolRun.OfAsync(HostDaemon.OpenAsync, ["-c", $"test:///{Guid.NewGuid():N}", "shell"], "-r domain suspend test\n");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("AccessDenied", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interrupt_ends_the_line_and_never_the_shell()
    {
        using var interrupts = new Interrupts();
        var running = new RunningLine();
        using var kept = interrupts.Keep(running.Interrupt);
        interrupts.Raise();
        var line = running.RunAsync(token => Task.Delay(Timeout.Infinite, token), TestContext.Current.CancellationToken);
        interrupts.Raise();
        interrupts.Raise();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => line);
        interrupts.Raise();
        Assert.False(interrupts.Stop.IsCancellationRequested);

        // Who came later is asked before the shell, once.
        var asked = 0;
        using (interrupts.Take(() => asked++))
        {
            interrupts.Raise();
            interrupts.Raise();
        }

        Assert.Equal((1, false), (asked, interrupts.Stop.IsCancellationRequested));
        kept.Dispose();
        interrupts.Raise();
        Assert.True(interrupts.Stop.IsCancellationRequested);
    }

    [Theory]
    [InlineData("a b  c", "a|b|c")]
    [InlineData("a 'b c' d", "a|b c|d")]
    [InlineData("\"a \\\" b\" c\\ d", "a \" b|c d")]
    [InlineData("a'b'\"c\"", "abc")]
    [InlineData("'' x", "|x")]
    [InlineData("a # b", "a")]
    [InlineData("a#b", "a#b")]
    [InlineData("  ", "")]
    [InlineData("'it'\\''s'", "it's")]
    public void Words_are_split_as_a_shell_does(string line, string words) => Assert.Equal(words, string.Join('|', ShellWords.Split(line)));

    [Theory]
    [InlineData("web1", "web1")]
    [InlineData("a b", "'a b'")]
    [InlineData("it's", "'it'\\''s'")]
    [InlineData("", "''")]
    public void A_word_is_quoted_where_it_must_be(string word, string quoted)
    {
        Assert.Equal(quoted, ShellWords.Quoted(word));
        Assert.Equal([word], ShellWords.Split(quoted));
    }

    [Fact]
    public void History_is_kept_in_a_file_of_the_users_own()
    {
        var path = CommandHistory.PathBy(name => name == "XDG_STATE_HOME" ? _folder : null)!;
        Assert.Equal(Path.Combine(_folder, "virtwire", "history"), path);
        var history = CommandHistory.Load(path);
        foreach (var line in (string[])["domain list", "domain list", " secret set-value x", "", "host ping"])
            history.Add(line);
        Assert.Equal(["domain list", "host ping"], CommandHistory.Load(path).Lines);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        Assert.Equal("/h/.local/state/virtwire/history", CommandHistory.PathBy(name => name == "HOME" ? "/h" : null));
        Assert.Null(CommandHistory.PathBy(_ => null));
    }

    [Theory]
    [InlineData("abc<Enter>", "abc")]
    [InlineData("ac<Left>b<Enter>", "abc")]
    [InlineData("abx<Backspace>c<Home><Delete>A<Enter>", "Abc")]
    [InlineData("one two<^W>2<Enter>", "one 2")]
    [InlineData("abc<Left><^U><Enter>", "c")]
    [InlineData("abc<Home><Right><^K><Enter>", "a")]
    [InlineData("lost<^C>kept<Enter>", "kept")]
    [InlineData("<Up><Enter>", "second")]
    [InlineData("<Up><Up><Up><Enter>", "first")]
    [InlineData("typed<Up><Down><Enter>", "typed")]
    [InlineData("do<Tab>li<Tab><Enter>", "domain list ")]
    [InlineData("domain l<Tab>i<Tab>x<Enter>", "domain list x")]
    [InlineData("domain lookup<Tab>n<Tab><Enter>", "domain lookup-by-name ")]
    [InlineData("nothing<Tab><Enter>", "nothing")]
    [InlineData("<^D>", null)]
    public void Keys_edit_a_line(string typed, string? line)
    {
        var history = CommandHistory.Load(null);
        history.Add("first");
        history.Add("second");
        var keys = new Queue<ConsoleKeyInfo>(Keys(typed));
        using var screen = new StringWriter();
        Assert.Equal(line, new LineEditor(keys.Dequeue, screen, () => 80, history, Complete).ReadLine("> "));
    }

    private static IReadOnlyList<Candidate> Complete(string before)
    {
        var words = ShellWords.SplitForCompletion(before);
        string[] known = words.Count == 1 ? ["domain"] : ["list", "lookup-by-name", "lookup-by-uuid"];
        return [.. known.Where(k => k.StartsWith(words[^1], StringComparison.Ordinal)).Select(k => new Candidate(k))];
    }

    private static IEnumerable<ConsoleKeyInfo> Keys(string typed)
    {
        for (var i = 0; i < typed.Length; i++)
        {
            if (typed[i] != '<')
            {
                yield return new ConsoleKeyInfo(typed[i], ConsoleKey.None, false, false, false);
                continue;
            }

            var end = typed.IndexOf('>', i);
            var name = typed[(i + 1)..end];
            i = end;
            yield return name[0] == '^'
                ? new ConsoleKeyInfo((char)(name[1] - 'A' + 1), Enum.Parse<ConsoleKey>(name[1..]), false, false, control: true)
                : new ConsoleKeyInfo('\0', Enum.Parse<ConsoleKey>(name is "Left" or "Right" or "Up" or "Down" ? name + "Arrow" : name), false, false, false);
        }
    }
}
