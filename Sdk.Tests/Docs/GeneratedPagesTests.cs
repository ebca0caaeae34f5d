using System.Text;
using Virtwire.Sdk.Cli.Daemons;
using Virtwire.Sdk.Cli.Output;
using Virtwire.Sdk.Schema.Model;
using Virtwire.Sdk.Server.Hosting;
using Virtwire.Sdk.Tests.Cli;
using Virtwire.Sdk.Tests.Drivers.Support;
using Virtwire.Sdk.Tests.Support;
using Direction = Virtwire.Sdk.Schema.Model.StreamDirection;
using SchemaAccess = Virtwire.Sdk.Schema.Model.MethodAccess;

namespace Virtwire.Sdk.Tests.Docs;

/// <summary>The pages that list methods are made from the schema and the drivers, and committed: <c>VIRTWIRE_UPDATE=1</c> writes them anew.</summary>
[Trait("Category", "Approval")]
public sealed class GeneratedPagesTests
{
    [Fact]
    public async Task The_support_matrix_is_what_the_tool_prints()
    {
        var run = await ToolRun.OfAsync(HostDaemon.OpenAsync, ["-c", "test:///default", "support-matrix", "-o", "markdown"]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Golden.Matches(
            Repository.PathOf("docs", "support-matrix.md"),
            "# Support matrix\n\nWhich driver has which method: what `virtwire support-matrix -o markdown` prints. Made by a test; see CONTRIBUTING.md.\n\n" + run.Output);
    }

    [Fact]
    public async Task The_list_of_methods_is_the_schemas()
    {
        await using var server = new VirtwireServer(new VirtwireServerOptions().AddDriver("test:///default"));
        await server.StartAsync(TestContext.Current.CancellationToken);
        var supported = server.Core.Registry.Served[0].Methods
            .Where(m => m.Supported && m.Method.Stream == Virtwire.Sdk.StreamDirection.None).Select(m => m.Method.Name).ToHashSet(StringComparer.Ordinal);
        var methods = HostSchema.Methods().OrderBy(m => m.Name, StringComparer.Ordinal).ToList();
        var grid = new Grid(
            ["resource", "method", "access", "kind", "since", "test driver", "what it does"],
            [.. methods.Select(m => (IReadOnlyList<string?>)
            [
                m.Name[..m.Name.LastIndexOf('.')],
                m.Name[(m.Name.LastIndexOf('.') + 1)..],
                m.Method.Access switch { SchemaAccess.Read => "read", SchemaAccess.Write => "write", _ => "admin" },
                Kind(m.Method),
                m.Method.Lifecycle.Since.ToString(),
                supported.Contains(m.Name) ? "yes" : "no",
                FirstSentence(m.Method.Lifecycle.Doc ?? ""),
            ])]);
        using var table = new StringWriter(new StringBuilder()) { NewLine = "\n" };
        grid.WriteTo(table, OutputFormat.Markdown);
        Golden.Matches(
            Repository.PathOf("docs", "methods.md"),
            $"# Methods\n\nAll {methods.Count} methods of the API, with what each is: a call, the pages of a list, the start of a task or of a stream. Made from the\n"
            + "schema by a test; see CONTRIBUTING.md. `virtwire RESOURCE VERB --help` tells all of one.\n\n" + table);
    }

    private static string Kind(MethodModel method) => method switch
    {
        { Task: not null } => "task",
        { Stream: not Direction.None } => "stream",
        { MaxPage: not null } => "pages",
        _ => "call",
    };

    private static string FirstSentence(string doc)
    {
        var end = doc.IndexOf(". ", StringComparison.Ordinal);
        return end < 0 ? doc : doc[..(end + 1)];
    }
}
