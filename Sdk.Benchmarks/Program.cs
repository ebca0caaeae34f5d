using Virtwire.Sdk.Benchmarks;
using Virtwire.Sdk.Benchmarks.Compare;
using Virtwire.Sdk.Benchmarks.Differential;
using Virtwire.Sdk.Benchmarks.Generation;
using Virtwire.Sdk.Benchmarks.Parts;
using Virtwire.Sdk.Benchmarks.Soak;
using Virtwire.Sdk.Benchmarks.Soak.Crashes;
using Virtwire.Sdk.Benchmarks.Soak.Migrations;

const string Usage = $"""
    Sdk.Benchmarks: speed as ratios between processes that are alive in the same run. docs/performance.md says how.

      compare      the SDK beside its peers, and the target table. Options:
                   {CompareOptions.Usage}
      soak         one load for long, and whether anything grows: {SoakOptions.Usage}
      soak         whether both readers of the codecs agree: {CodecSoakCommand.Usage}
      soak         random lives of objects, on libvirt's simulator and on ours: {DifferentialCommand.Usage}
      soak         whether event streams lose or reorder anything: {EventSoakCommand.Usage}
      soak         whether a daemon that is killed keeps what it has acknowledged: {CrashSoakCommand.Usage}
      soak         whether a guest that goes between two daemons is ever there twice, or lost: {MigrationSoakCommand.Usage}
      soak         what calls of others notice of calls that hang: {HungSoakCommand.Usage}
      parts        the pieces of a call alone, by BenchmarkDotNet, which takes the options: --filter '*Codec*'
      generator    the generator's cold and incremental runs over a large schema
    """;

try
{
    switch (args)
    {
        case ["compare", .. var options]:
            return await CompareCommand.RunAsync(CompareOptions.Parse(options));
        case ["soak", "hung", .. var options]:
            return await HungSoakCommand.RunAsync(options);
        case ["soak", "codecs", .. var options]:
            return CodecSoakCommand.Run(options);
        case ["soak", "libvirt", .. var options]:
            return await DifferentialCommand.RunAsync(options);
        case ["soak", "events", .. var options]:
            return await EventSoakCommand.RunAsync(options);
        case ["soak", "crashes", .. var options]:
            return await CrashSoakCommand.RunAsync(options);
        case ["soak", "migrations", .. var options]:
            return await MigrationSoakCommand.RunAsync(options);
        case ["soak", .. var options]:
            return await SoakCommand.RunAsync(SoakOptions.Parse(options));
        case ["parts", .. var options]:
            return PartsCommand.Run(options);
        case ["generator"]:
            GeneratorRun.Print();
            return 0;
        case [var role, .. var arguments] when await Roles.TryRunAsync(role, arguments):
            return 0;
        default:
            Console.Error.WriteLine(Usage);
            return 2;
    }
}
catch (ArgumentException e)
{
    Console.Error.WriteLine(e.Message);
    return 2;
}
