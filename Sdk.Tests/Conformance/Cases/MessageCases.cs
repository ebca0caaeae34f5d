using Virtwire.Sdk.Tests.Conformance.Support;

namespace Virtwire.Sdk.Tests.Conformance.Cases;

/// <summary>What is and what is not a JSON-RPC message, beyond the specification's own examples.</summary>
internal static class MessageCases
{
    private const string Null32600 = """{"jsonrpc":"2.0","id":null,"error":{"code":-32600}}""";
    private const string Null32700 = """{"jsonrpc":"2.0","id":null,"error":{"code":-32700}}""";

    public static IEnumerable<ConformanceCase> All => [.. Ids, .. Requests, .. Batches, .. Texts];

    private static IEnumerable<ConformanceCase> Ids =>
    [
        Echo("a number", "7"),
        Echo("a negative number", "-1"),
        Echo("a fraction", "1.50"),
        Echo("an exponent", "1e3"),
        Echo("more digits than any type has", "123456789012345678901234567890"),
        Echo("an empty string", "\"\""),
        Echo("a string with escapes", """
            "a\u0062\/\n"
            """.Trim()),
        Echo("a string beyond ASCII", "\"Grüße 🙂\""),
        Echo("null", "null"),
        Wrong("an id that is an object", """{"jsonrpc":"2.0","id":{},"method":"Calc.ping"}""", Null32600),
        Wrong("an id that is an array", """{"jsonrpc":"2.0","id":[1],"method":"Calc.ping"}""", Null32600),
        Wrong("an id that is true", """{"jsonrpc":"2.0","id":true,"method":"Calc.ping"}""", Null32600),
        Wrong("an id that stands twice", """{"jsonrpc":"2.0","id":1,"id":1,"method":"Calc.ping"}""", """{"jsonrpc":"2.0","id":null,"error":{"code":-32600}}"""),
        new(
            "two calls with one id are both answered",
            ["""{"jsonrpc":"2.0","id":1,"method":"Calc.ping"}""", """{"jsonrpc":"2.0","id":1,"method":"Calc.getData"}"""],
            ["""{"jsonrpc":"2.0","id":1,"result":{}}""", """{"jsonrpc":"2.0","id":1,"result":{"greeting":"hello","count":5}}"""]),
    ];

    private static IEnumerable<ConformanceCase> Requests =>
    [
        Wrong("no version", """{"id":1,"method":"Calc.ping"}""", """{"jsonrpc":"2.0","id":1,"error":{"code":-32600}}"""),
        Wrong("another version", """{"jsonrpc":"1.0","id":1,"method":"Calc.ping"}""", """{"jsonrpc":"2.0","id":1,"error":{"code":-32600}}"""),
        Wrong("a version that is a number", """{"jsonrpc":2.0,"id":1,"method":"Calc.ping"}""", """{"jsonrpc":"2.0","id":1,"error":{"code":-32600}}"""),
        Wrong("no method", """{"jsonrpc":"2.0","id":1}""", """{"jsonrpc":"2.0","id":1,"error":{"code":-32600}}"""),
        Wrong("a method that is null", """{"jsonrpc":"2.0","id":1,"method":null}""", """{"jsonrpc":"2.0","id":1,"error":{"code":-32600}}"""),
        Wrong("params that are a string", """{"jsonrpc":"2.0","id":1,"method":"Calc.ping","params":"x"}""", """{"jsonrpc":"2.0","id":1,"error":{"code":-32600}}"""),
        Wrong("params that are null", """{"jsonrpc":"2.0","id":1,"method":"Calc.ping","params":null}""", """{"jsonrpc":"2.0","id":1,"error":{"code":-32600}}"""),
        Wrong("an answer, where nothing was asked", """{"jsonrpc":"2.0","id":1,"result":{}}""", Null32600),
        Wrong("a call and an answer in one", """{"jsonrpc":"2.0","id":1,"method":"Calc.ping","result":{}}""", """{"jsonrpc":"2.0","id":1,"error":{"code":-32600}}"""),
        Wrong("a string", "\"Calc.ping\"", Null32600, startsAsJson: false),
        Wrong("an empty object", "{}", Null32600),
        new(
            "members in any order, with some that mean nothing",
            ["""{"extra":{"id":9,"method":"x"},"params":{"subtrahend":1,"minuend":3},"method":"Calc.subtract","id":5,"jsonrpc":"2.0"}"""],
            ["""{"jsonrpc":"2.0","id":5,"result":{"value":2}}"""]),
        new(
            "escaped names of members and methods",
            ["""{"json\u0072pc":"2.0","\u0069d":1,"meth\u006fd":"Calc\u002eping"}"""],
            ["""{"jsonrpc":"2.0","id":1,"result":{}}"""]),
        new(
            "white space between tokens",
            ["  {  \"jsonrpc\" : \"2.0\" ,\t\"id\" : 1 , \"method\" : \"Calc.ping\" , \"params\" : { } }  "],
            ["""{"jsonrpc":"2.0","id":1,"result":{}}"""]),
        new(
            "a notification that fails is not answered",
            [
                """{"jsonrpc":"2.0","method":"Calc.refuse","params":{"why":"x"}}""",
                """{"jsonrpc":"2.0","method":"Calc.subtract","params":{"minuend":"x"}}""",
                """{"jsonrpc":"2.0","method":"Calc.ping","meta":{"deadline":-1}}""",
            ],
            []),
        new(
            "notifications of the protocol that are not known are passed over",
            ["""{"jsonrpc":"2.0","method":"$/setTrace","params":{"value":"off"}}""", """{"jsonrpc":"2.0","method":"$/cancelRequest"}"""],
            []),
        new(
            "a call of the protocol that is not known is answered",
            ["""{"jsonrpc":"2.0","id":1,"method":"$/cancelRequest","params":{"id":7}}"""],
            ["""{"jsonrpc":"2.0","id":1,"error":{"code":-32601}}"""]),
    ];

    private static IEnumerable<ConformanceCase> Batches =>
    [
        new(
            "a batch of one is answered with an array",
            ["""[{"jsonrpc":"2.0","id":1,"method":"Calc.ping"}]"""],
            ["""[{"jsonrpc":"2.0","id":1,"result":{}}]"""]),
        new(
            "a batch in a batch is no request",
            ["""[[{"jsonrpc":"2.0","id":1,"method":"Calc.ping"}]]"""],
            ["""[{"jsonrpc":"2.0","id":null,"error":{"code":-32600}}]"""]),
        new(
            "one id twice in a batch",
            ["""[{"jsonrpc":"2.0","id":1,"method":"Calc.ping"},{"jsonrpc":"2.0","id":1,"method":"Calc.ping"}]"""],
            ["""[{"jsonrpc":"2.0","id":1,"result":{}},{"jsonrpc":"2.0","id":1,"result":{}}]"""]),
        new(
            "calls on worker threads in a batch",
            [
                """{"jsonrpc":"2.0","id":0,"method":"Gate.release","params":{"name":"batch"}}""",
                """[{"jsonrpc":"2.0","id":1,"method":"Block.hold","params":{"name":"batch"}},{"jsonrpc":"2.0","id":2,"method":"Calc.ping"}]""",
            ],
            [
                """{"jsonrpc":"2.0","id":0,"result":{}}""",
                """[{"jsonrpc":"2.0","id":2,"result":{}},{"jsonrpc":"2.0","id":1,"result":{"text":"batch"}}]""",
            ]),
    ];

    private static IEnumerable<ConformanceCase> Texts =>
    [
        new(
            "bad JSON in a good frame leaves the connection as it is",
            ["{", """{"jsonrpc":"2.0","id":1,"method":"Calc.ping"}""", "{]", """{"jsonrpc":"2.0","id":2,"method":"Calc.ping"}"""],
            [Null32700, """{"jsonrpc":"2.0","id":1,"result":{}}""", Null32700, """{"jsonrpc":"2.0","id":2,"result":{}}"""]),
        Wrong("something behind the message", """{"jsonrpc":"2.0","id":1,"method":"Calc.ping"} {}""", Null32700),
        Wrong("a comment", """{"jsonrpc":"2.0",/* */"id":1,"method":"Calc.ping"}""", Null32700),
        Wrong("a comma too many", """{"jsonrpc":"2.0","id":1,"method":"Calc.ping",}""", Null32700),
        Wrong("NaN", """{"jsonrpc":"2.0","id":NaN,"method":"Calc.ping"}""", Null32700),
        Wrong(
            "half of a surrogate pair in the method",
            """{"jsonrpc":"2.0","id":1,"method":"Calc.\ud800"}""",
            """{"jsonrpc":"2.0","id":1,"error":{"code":-32600}}"""),
        Wrong(
            "half of a surrogate pair in a parameter",
            """{"jsonrpc":"2.0","id":1,"method":"Calc.refuse","params":{"why":"\ud800"}}""",
            """{"jsonrpc":"2.0","id":1,"error":{"code":-32602,"data":{"details":{"path":"why","fault":"notText"}}}}"""),
        Wrong(
            "half of a surrogate pair in a uuid",
            """{"jsonrpc":"2.0","id":1,"method":"Lamp.turn","params":{"self":{"uuid":"\ud800"},"on":true}}""",
            """{"jsonrpc":"2.0","id":1,"error":{"code":-32602,"data":{"details":{"path":"self.uuid","fault":"notText"}}}}"""),
        Wrong(
            "half of a surrogate pair in a member's name",
            """{"jsonrpc":"2.0","id":1,"\ud800":1,"method":"Calc.ping"}""",
            """{"jsonrpc":"2.0","id":1,"error":{"code":-32600}}"""),
        Wrong(
            "half of a surrogate pair in the version",
            """{"id":1,"jsonrpc":"\ud800","method":"Calc.ping"}""",
            """{"jsonrpc":"2.0","id":1,"error":{"code":-32600}}"""),
        Wrong(
            "half of a surrogate pair in a name of the metadata",
            """{"jsonrpc":"2.0","id":1,"method":"Calc.ping","meta":{"d\ud800x":1}}""",
            """{"jsonrpc":"2.0","id":1,"error":{"code":-32600}}"""),
        new(
            "half of a surrogate pair in what is to be cancelled",
            ["""{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"\ud800":1}}""", """{"jsonrpc":"2.0","id":1,"method":"Calc.ping"}"""],
            ["""{"jsonrpc":"2.0","id":1,"result":{}}"""]),
    ];

    private static ConformanceCase Echo(string what, string id) => new(
        $"the id is echoed byte for byte: {what}",
        [$$"""{"jsonrpc":"2.0","id":{{id}},"method":"Calc.ping"}"""],
        [$$"""{"jsonrpc":"2.0","id":{{id}},"result":{ } }"""]);

    // What no JSON-RPC message begins with is another protocol's when it comes first: then a message comes before.
    private static ConformanceCase Wrong(string what, string message, string answer, bool startsAsJson = true)
    {
        const string First = """{"jsonrpc":"2.0","id":"first","method":"Calc.ping"}""";
        const string FirstAnswer = """{"jsonrpc":"2.0","id":"first","result":{}}""";
        return startsAsJson ? new(what, [message], [answer]) : new(what, [First, message], [FirstAnswer, answer]);
    }
}
