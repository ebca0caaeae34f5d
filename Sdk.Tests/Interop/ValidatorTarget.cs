using Virtwire.Sdk.Server.Bindings.Http;
using Virtwire.Sdk.Server.Bindings.XmlRpc;

namespace Virtwire.Sdk.Tests.Interop;

/// <summary>The server's side of the validator1 suite, whose results are no objects and so none of a schema of ours.</summary>
internal sealed class ValidatorTarget : XmlRpcTarget
{
    private const string Prefix = "validator1.";

    private static readonly string[] Names =
    [
        "arrayOfStructsTest", "countTheEntities", "easyStructTest", "echoStructTest",
        "manyTypesTest", "moderateSizeArrayCheck", "nestedStructTest", "simpleStructReturnTest",
    ];

    internal override IEnumerable<string> MethodsFor(HttpExchange exchange) => Names.Select(static name => Prefix + name);

    internal override IReadOnlyList<IReadOnlyList<string>>? SignaturesOf(HttpExchange exchange, string method) => null;

    internal override string? HelpOn(HttpExchange exchange, string method) => null;

    internal override Task<XmlRpcValue> CallAsync(HttpExchange exchange, XmlRpcRequest request) => Task.FromResult((request.Method, request.Params) switch
    {
        (Prefix + "arrayOfStructsTest", [XmlRpcValue.List(var items)]) => (XmlRpcValue)Number(items.Sum(static item => Of(item, "curly"))),
        (Prefix + "countTheEntities", [XmlRpcValue.Text(var text)]) => new XmlRpcValue.Struct(
        [
            .. "<>&'\"".Zip((string[])["LeftAngleBrackets", "RightAngleBrackets", "Ampersands", "Apostrophes", "Quotes"])
                .Select(c => ($"ct{c.Second}", (XmlRpcValue)Number(text.Count(x => x == c.First)))),
        ]),
        (Prefix + "easyStructTest", [var one]) => Number(Sum(one)),
        (Prefix + "echoStructTest", [var any]) => any,
        (Prefix + "manyTypesTest", var all) => new XmlRpcValue.List(all),
        (Prefix + "moderateSizeArrayCheck", [XmlRpcValue.List(var words)]) => new XmlRpcValue.Text(TextOf(words[0]) + TextOf(words[^1])),
        (Prefix + "nestedStructTest", [XmlRpcValue.Struct years]) => Number(Sum(Member(Member(Member(years, "2000"), "04"), "01"))),
        (Prefix + "simpleStructReturnTest", [XmlRpcValue.Int(var number)]) => new XmlRpcValue.Struct(
            [("times10", Number(number * 10)), ("times100", Number(number * 100)), ("times1000", Number(number * 1000))]),
        _ => throw XmlRpcFault.NoMethod(request.Method),
    });

    private static XmlRpcValue.Int Number(int number) => new(number);

    private static int Sum(XmlRpcValue stooges) => Of(stooges, "moe") + Of(stooges, "larry") + Of(stooges, "curly");

    private static int Of(XmlRpcValue of, string name) => ((XmlRpcValue.Int)Member(of, name)).Number;

    private static XmlRpcValue Member(XmlRpcValue of, string name) => ((XmlRpcValue.Struct)of).Find(name)!;

    private static string TextOf(XmlRpcValue value) => ((XmlRpcValue.Text)value).Value;
}
