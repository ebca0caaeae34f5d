using System.Diagnostics;
using System.Text.RegularExpressions;
using Virtwire.Sdk.Tests.Support;

namespace Virtwire.Sdk.Tests.Architecture;

/// <summary>A new method takes two hand-written edits, one in the schema and one in the driver, and the re-approval command.</summary>
public sealed class AddMethodTests
{
    private const string Schema = """
                "getMood": {
                  "access": "read", "idempotent": true,
                  "doc": "Answers how the domain feels.",
                  "result": { "type": "DomainXml", "unwrap": true },
                  "errors": ["NoDomain"],
                  "examples": [ { "params": { "self": { "name": "test" } }, "result": { "xml": "fine" } } ]
                },

        """;

    private const string Driver = """

            /// <inheritdoc/>
            public override ValueTask<string> GetMoodAsync(DomainRef self, CallContext call) => new("fine");

        """;

    [Fact]
    public async Task A_method_is_one_edit_in_the_schema_one_in_the_driver_and_the_approval()
    {
        var copy = Directory.CreateTempSubdirectory("virtwire-add-method-").FullName;
        try
        {
            CopyTree(Repository.Root, copy);
            Edit(Path.Combine(copy, "schema", "domain.json"), "(?<=\"resources\": \\{\\s+\"Domain\": \\{.*?\"methods\": \\{\\n)", Schema);
            Edit(Path.Combine(copy, "Sdk.Server", "Drivers", "Test", "Domains", "TestDomainDriver.cs"), "(?=\\}\\s*$)", Driver);

            // Before the approval the baseline of the public API tells that something was added; the command is the one of CONTRIBUTING.md.
            var (refused, report) = await DotnetAsync(copy, "test Sdk.Tests --filter Category=Approval");
            Assert.True(refused != 0, report);
            Assert.Contains("GetMoodAsync", report, StringComparison.Ordinal);
            await SucceedAsync(copy, "test Sdk.Tests --no-build --filter Category=Approval --environment VIRTWIRE_UPDATE=1");
            await SucceedAsync(copy, "test Sdk.Tests --no-build --filter Category=Approval");

            var answer = await SucceedAsync(copy, "run --project Sdk.Cli --no-build -- -c test:///default domain get-mood test");
            Assert.Equal("fine", answer.Trim());
        }
        finally
        {
            Directory.Delete(copy, recursive: true);
        }
    }

    private static async Task<string> SucceedAsync(string directory, string arguments)
    {
        var (code, output) = await DotnetAsync(directory, arguments);
        Assert.True(code == 0, $"dotnet {arguments} exited with {code}:\n{output}");
        return output;
    }

    private static async Task<(int Code, string Output)> DotnetAsync(string directory, string arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // The test host's own build variables would lead the copy's build back here.
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) || k == "VIRTWIRE_UPDATE").ToArray())
            start.Environment.Remove(name);
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output + await error);
    }

    private static void Edit(string file, string at, string insertion)
    {
        var text = File.ReadAllText(file);
        var edited = new Regex(at, RegexOptions.Singleline).Replace(text, insertion.Replace("$", "$$", StringComparison.Ordinal), 1);
        Assert.NotEqual(text, edited);
        File.WriteAllText(file, edited);
    }

    private static void CopyTree(string from, string to)
    {
        foreach (var entry in new DirectoryInfo(from).EnumerateFileSystemInfos())
        {
            if (entry.Name is "bin" or "obj" or ".git" or "artifacts" or "TestResults")
                continue;
            var target = Path.Combine(to, entry.Name);
            if (entry is FileInfo file)
                file.CopyTo(target);
            else
                CopyTree(entry.FullName, Directory.CreateDirectory(target).FullName);
        }
    }
}
