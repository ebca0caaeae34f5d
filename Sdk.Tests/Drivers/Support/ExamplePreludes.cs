using Virtwire.Sdk.Tests.Support;

namespace Virtwire.Sdk.Tests.Drivers.Support;

/// <summary>The calls that bring about what an example's words ask for: a text file a resource, so that they stay readable.</summary>
internal static class ExamplePreludes
{
    private static readonly ILookup<string, (string Method, string Params)> Calls = Read();

    /// <summary>The calls before an example of a method, in order.</summary>
    public static IEnumerable<(string Method, string Params)> Of(string method) => Calls[method];

    /// <summary>The methods that have any.</summary>
    public static IEnumerable<string> Methods => Calls.Select(c => c.Key);

    private static ILookup<string, (string, string)> Read() =>
        (from file in Directory.EnumerateFiles(Repository.PathOf("Sdk.Tests/Drivers/Examples"), "*.txt").Order(StringComparer.Ordinal)
         from line in File.ReadLines(file)
         where line.Length > 0 && !line.StartsWith('#')
         let colon = line.IndexOf(": ", StringComparison.Ordinal)
         let call = line[(colon + 2)..]
         let space = call.IndexOf(' ', StringComparison.Ordinal)
         select (Method: line[..colon], Call: (call[..space], call[(space + 1)..])))
        .ToLookup(l => l.Method, l => l.Call, StringComparer.Ordinal);
}
