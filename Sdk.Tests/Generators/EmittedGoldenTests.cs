using Virtwire.Sdk.Tests.Generators.Support;
using Virtwire.Sdk.Tests.Support;

namespace Virtwire.Sdk.Tests.Generators;

/// <summary>
/// What is emitted, as text that somebody approved: a folder a case. <c>*.json</c> are its documents, of which those named
/// <c>reference.*</c> are there to be referred to only.
/// </summary>
public sealed class EmittedGoldenTests
{
    public static TheoryData<string> Cases => [.. Directory.GetDirectories(GoldenRoot).Select(static d => Path.GetFileName(d)).Order(StringComparer.Ordinal)];

    private static string GoldenRoot => Repository.PathOf("Sdk.Tests", "Generators", "Golden");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Emitted_files_are_the_approved_ones(string name)
    {
        var run = Run(name);
        Assert.Empty(run.Errors);
        var files = run.Sources.ToDictionary(static s => Path.GetFileName(s.Key), static s => s.Value);
        Golden.FolderMatches(Path.Combine(GoldenRoot, name), files, static file => file.EndsWith(".cs", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Emitted_files_compile_without_a_warning(string name) => EmittedAssembly.CompilesCleanly(Run(name));

    [Theory]
    [InlineData("struct", "Com.Acme.Shop.Item", """{"name":"b","pin":null,"price":"7","note":null}""", """{"discount":5,"name":"b","pin":null,"price":"7","note":null}""")]
    [InlineData("struct", "Com.Acme.Shop.Spot", """{"rack":3}""", """{"shelf":3}""")]
    [InlineData("enum", "Com.Acme.Shop.Phase", "\"sent\"", "\"in-transit\"")]
    [InlineData("union", "Com.Acme.Shop.Payment", """{"currency":"EUR","method":"cash"}""", """{"method":"cash","currency":"EUR"}""")]
    [InlineData("resource", "Com.Acme.Shop.OrderCancelRequest", """{"reason":"r","self":{"number":"1"}}""", """{"self":{"number":"1"},"notify":true,"reason":"r"}""")]
    [InlineData("resource", "Com.Acme.Shop.OrderLookupByNumberRequest", """["1"]""", """{"number":"1"}""")]
    [InlineData("errors", "Com.Acme.Shop.SoldOutDetails", """{"item":"i"}""", """{"item":"i"}""")]
    public void Emitted_codecs_run(string name, string type, string json, string expected)
    {
        var assembly = EmittedAssembly.Load(Run(name));
        Assert.Equal(expected, EmittedCodecs.Rewrite(assembly.GetType(type, throwOnError: true)!, json));
    }

    [Fact]
    public void A_driver_may_go_on_serving_what_is_deprecated() => EmittedAssembly.CompilesCleanly(Run("resource").WithCode("""
        namespace Shop;

        using System.Threading.Tasks;
        using Com.Acme.Shop;
        using Com.Acme.Shop.Drivers;
        using Virtwire.Sdk.Server;

        /// <summary>A driver.</summary>
        public sealed class Orders : OrderDriver
        {
            /// <inheritdoc/>
            public override ValueTask CancelAsync(OrderCancelRequest request, CallContext call) => default;
        }
        """));

    private static GeneratorRun Run(string name) => GeneratorRun.Of(
        [.. Directory.GetFiles(Path.Combine(GoldenRoot, name), "*.json").Order(StringComparer.Ordinal).Select(static path =>
            Path.GetFileName(path).StartsWith("reference.", StringComparison.Ordinal)
                ? SchemaText.Reference(Path.GetFileName(path), File.ReadAllText(path))
                : SchemaText.All(Path.GetFileName(path), File.ReadAllText(path)))]);
}
