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

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
