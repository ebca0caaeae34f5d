namespace Virtwire.Sdk.Tests.Cli;

public sealed class SchemaCheckTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("virtwire-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_good_document_has_no_finding()
    {
        var file = Write("good.json", """{ "namespace": "com.acme", "version": "1.0", "since": "1.0", "types": {} }""");
        var run = await ToolRun.AgainstAsync(null, ["schema", "check", file]);
        Assert.Equal((0, "", "1 documents, 0 findings.\n"), (run.ExitCode, run.Output, run.Error));
    }

    [Fact]
    public async Task Findings_are_printed_as_a_compiler_does()
    {
        var file = Write("bad.json", "{ \"namespace\": \"com.acme\",\n  \"tipes\": {} }");
        var run = await ToolRun.AgainstAsync(null, ["schema", "check", file]);
        Assert.Equal(1, run.ExitCode);
        Assert.Matches(@"^.*/bad\.json\(2,3\): error VW1\d\d\d: .*tipes", run.Output);
    }

    [Fact]
    public async Task Findings_are_an_object_for_programs()
    {
        var file = Write("bad.json", "{");
        var run = await ToolRun.AgainstAsync(null, ["-o", "json", "schema", "check", file]);
        Assert.Equal(1, run.ExitCode);
        var finding = System.Text.Json.JsonElement.Parse(run.Output).GetProperty("findings")[0];
        Assert.Equal((file, 1, "error"), (finding.GetProperty("document").GetString(), finding.GetProperty("line").GetInt32(), finding.GetProperty("severity").GetString()));
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_a_usage_error()
    {
        var run = await ToolRun.AgainstAsync(null, ["schema", "check", Path.Combine(_folder, "none.json")]);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("none.json", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_breaks_a_release_is_found_at_its_line()
    {
        var file = Write("a.json", Document("1.0", "read"));
        var released = Path.Combine(_folder, "baselines");
        Assert.Equal((0, $"{released}/com.acme-1.0.json\n"), Shown(await ToolRun.AgainstAsync(null, ["schema", "release", released, file])));
        Assert.Equal((0, ""), Shown(await CheckAsync()));

        Write("a.json", Document("1.1", "read").Replace("getInfo", "getStatus", StringComparison.Ordinal));
        var run = await CheckAsync();
        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"{file}(2,18): error VW2201: Gpu: the method 'getInfo' was removed; bring it back, or deprecate it first (com.acme 1.0)\n", run.Output, StringComparison.Ordinal);

        // What is risky is told, and breaks nothing.
        Write("a.json", Document("1.1", "write"));
        run = await CheckAsync();
        Assert.Equal(0, run.ExitCode);
        Assert.Matches($@"^{System.Text.RegularExpressions.Regex.Escape(file)}\(4,30\): warning VW2205: Gpu\.getInfo: it needed the access 'read' and now needs 'write'[^\n]*\(com\.acme 1\.0\)\n$", run.Output);

        Task<ToolRun> CheckAsync() => ToolRun.AgainstAsync(null, ["schema", "check", "--baseline", released, file]);
    }

    [Fact]
    public async Task What_was_released_is_not_written_again()
    {
        var file = Write("a.json", Document("1.0", "read"));
        Assert.Equal(0, (await ToolRun.AgainstAsync(null, ["schema", "release", _folder, file])).ExitCode);
        Assert.Equal(0, (await ToolRun.AgainstAsync(null, ["schema", "release", _folder, file])).ExitCode);
        Write("a.json", Document("1.0", "write"));
        var run = await ToolRun.AgainstAsync(null, ["schema", "release", _folder, file]);
        Assert.Equal((1, ""), Shown(run));
        Assert.Contains("was released otherwise", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("none", "Can't read the folder")]
    [InlineData("broken", "is no baseline: VW1101")]
    [InlineData("twice", "are baselines of one version: com.acme 1.0.")]
    public async Task Baselines_that_cannot_be_used_are_a_usage_error(string folder, string message)
    {
        var file = Write("a.json", Document("1.0", "read"));
        var broken = Directory.CreateDirectory(Path.Combine(_folder, "broken")).FullName;
        await File.WriteAllTextAsync(Path.Combine(broken, "x.json"), """{ "namespace": "com.acme", "tipes": {} }""", TestContext.Current.CancellationToken);
        var twice = Directory.CreateDirectory(Path.Combine(_folder, "twice")).FullName;
        File.Copy(file, Path.Combine(twice, "1.json"));
        File.Copy(file, Path.Combine(twice, "2.json"));
        var run = await ToolRun.AgainstAsync(null, ["schema", "check", file, "--baseline", Path.Combine(_folder, folder)]);
        Assert.Equal((2, ""), Shown(run));
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_not_compared_is_said()
    {
        var file = Write("a.json", Document("1.0", "read"));
        var empty = Directory.CreateDirectory(Path.Combine(_folder, "empty")).FullName;
        var run = await ToolRun.AgainstAsync(null, ["schema", "check", file, "--baseline", empty]);
        Assert.Equal((0, $"'{empty}' has no baseline: nothing has been released, so nothing can break."), (run.ExitCode, run.Error.Split('\n')[0]));
        await ToolRun.AgainstAsync(null, ["schema", "release", empty, file]);
        Write("a.json", Document("2.0", "read"));
        run = await ToolRun.AgainstAsync(null, ["schema", "check", file, "--baseline", empty]);
        Assert.Equal((0, "com.acme 1.0 was not compared: the version is now 2.0, and another major version keeps no promise of this one."), (run.ExitCode, run.Error.Split('\n')[0]));
    }

    private static (int, string) Shown(ToolRun run) => (run.ExitCode, run.Output);

    private static string Document(string version, string access) => $$"""
        { "namespace": "com.acme", "version": "{{version}}", "since": "1.0", "doc": "Cards.",
          "resources": { "Gpu": {
            "doc": "A card.", "methods": {
              "getInfo": { "access": "{{access}}", "static": true, "doc": "Asks.", "examples": [ { "params": {} } ] } } } } }
        """;

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
