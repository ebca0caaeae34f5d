using Virtwire.Sdk.Benchmarks.Compare;
using Virtwire.Sdk.Benchmarks.Generation;
using Virtwire.Sdk.Benchmarks.Peers;

const string Usage = """
    Sdk.Benchmarks: speed as ratios between processes that are alive in the same run.

      compare [--json FILE] [--rounds N] [--window MS]   the side-by-side table and the targets
      generator                                          the generator's cold and incremental runs over a large schema
    """;

try
{
    switch (args)
    {
        case ["compare", .. var options]:
            return await CompareCommand.RunAsync(CompareOptions.Parse(options));
        case ["generator"]:
            GeneratorRun.Print();
            return 0;

        // The roles in which this tool starts itself.
        case ["echo-server", var path]:
            await using (new EchoServer(path))
                await PeerServer.RunAsync(Console.In, Console.Out);
            return 0;
        case ["echo-client", var path]:
            await using (var client = new EchoClient(path))
                await client.RunAsync(Console.In, Console.Out);
            return 0;
        case ["daemon", var path]:
            await DaemonPeer.RunAsync(path, Console.In, Console.Out);
            return 0;
        case ["ping-client", var path, var framing]:
            await using (var client = await PingClient.OpenAsync(path, framing))
                await client.RunAsync(Console.In, Console.Out);
            return 0;
        case ["generator-peer"]:
            GeneratorRun.Serve(Console.In, Console.Out);
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
