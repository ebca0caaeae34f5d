using Virtwire.Sdk.Tests.Conformance.Support;

namespace Virtwire.Sdk.Tests.Conformance.Cases;

/// <summary>Calls and what is wrong with them: parameters, metadata, errors of drivers, what a session does not have.</summary>
internal static class CallCases
{
    public static IEnumerable<ConformanceCase> All => [.. Parameters, .. Metadata, .. Errors];

    private static IEnumerable<ConformanceCase> Parameters =>
    [
        Invalid("a parameter that is not known", "Calc.subtract", """{"minuend":1,"subtrahend":2,"third":3}""", "third", "unknown"),
        Invalid("a parameter that is missing", "Calc.subtract", """{"minuend":1}""", "subtrahend", "missing"),
        Invalid("no parameters where some are needed", "Calc.subtract", null, "minuend", "missing"),
        Invalid("a parameter of another type", "Calc.subtract", """{"minuend":"x","subtrahend":2}""", "minuend", "mistyped"),
        Invalid("a parameter that is null", "Calc.subtract", """{"minuend":null,"subtrahend":2}""", "minuend", "null"),
        Invalid("a parameter that stands twice", "Calc.subtract", """{"minuend":1,"minuend":1,"subtrahend":2}""", "minuend", "duplicate"),
        Invalid("a constraint that is broken, deep inside", "Calc.plot", """{"points":[{"x":1,"y":2},{"x":1,"y":-2}]}""", "points[1].y", "outOfRange"),
        Invalid("a list that is too long", "Calc.plot", """{"points":[{"x":1,"y":2},{"x":1,"y":2},{"x":1,"y":2},{"x":1,"y":2}]}""", "points", "tooMany"),
        Invalid("a list that is too short", "Calc.plot", """{"points":[]}""", "points", "tooFew"),
        Invalid("too many by position", "Calc.subtract", "[1,2,3]", "[2]", "tooMany"),
        Invalid("too few by position", "Calc.subtract", "[1]", "subtrahend", "missing"),
        Invalid("by position where the method does not declare it", "Calc.plot", "[[]]", "", "mistyped"),
        Invalid("a parameter of a method that has none", "Calc.getData", """{"a":1}""", "a", "unknown"),
        Invalid("a receiver with none of its keys", "Lamp.turn", """{"self":{},"on":true}""", "self", "missing"),
        Invalid("a receiver that is no handle", "Lamp.turn", """{"self":"desk","on":true}""", "self", "mistyped"),
        new(
            "optional parameters by position may be left out",
            ["""{"jsonrpc":"2.0","id":1,"method":"Calc.sum","params":[5]}"""],
            ["""{"jsonrpc":"2.0","id":1,"result":{"value":5}}"""]),
        new(
            "a receiver by any of its keys, by name and by position",
            [
                """{"jsonrpc":"2.0","id":1,"method":"Lamp.turn","params":{"self":{"name":"desk"},"on":true}}""",
                """{"jsonrpc":"2.0","id":2,"method":"Lamp.turn","params":[{"uuid":"11111111-2222-4333-8444-555555555555"},false]}""",
            ],
            ["""{"jsonrpc":"2.0","id":1,"result":{}}""", """{"jsonrpc":"2.0","id":2,"result":{}}"""]),
    ];

    private static IEnumerable<ConformanceCase> Metadata =>
    [
        new(
            "metadata reach the driver, and what is not known is passed over",
            [
                """{"jsonrpc":"2.0","id":1,"method":"Calc.inspect","meta":{"deadline":60000,"traceparent":"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01","idempotencyKey":"k","other":[1]}}""",
                """{"jsonrpc":"2.0","id":2,"method":"Calc.inspect"}""",
            ],
            [
                """{"jsonrpc":"2.0","id":1,"result":{"role":"Admin","identity":"tester","deadline":true,"traceParent":"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01","idempotencyKey":"k"}}""",
                """{"jsonrpc":"2.0","id":2,"result":{"role":"Admin","identity":"tester","deadline":false}}""",
            ]),
        new(
            "a deadline that has passed already",
            ["""{"jsonrpc":"2.0","id":1,"method":"Calc.ping","meta":{"deadline":0}}"""],
            ["""{"jsonrpc":"2.0","id":1,"error":{"code":2,"data":{"name":"DeadlineExceeded"}}}"""]),
        WrongMeta("metadata that are no object", "[]"),
        WrongMeta("a deadline below zero", """{"deadline":-1}"""),
        WrongMeta("a deadline that is a string", """{"deadline":"soon"}"""),
        WrongMeta("a trace context that is a number", """{"traceparent":1}"""),
        WrongMeta("a key that is null", """{"idempotencyKey":null}"""),
        WrongMeta("a deadline that stands twice", """{"deadline":1,"deadline":2}"""),
    ];

    private static IEnumerable<ConformanceCase> Errors =>
    [
        new(
            "an error of the schema, with its details",
            ["""{"jsonrpc":"2.0","id":1,"method":"Calc.refuse","params":{"why":"because"}}"""],
            [
                """{"jsonrpc":"2.0","id":1,"error":{"code":5001,"message":"It was refused: because.","data":{"name":"Refused","hint":"Do not ask for it.","details":{"why":"because"}}}}""",
            ]),
        new(
            "an error carries the caller's trace",
            ["""{"jsonrpc":"2.0","id":1,"method":"Calc.refuse","params":{"why":"x"},"meta":{"traceparent":"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"}}"""],
            ["""{"jsonrpc":"2.0","id":1,"error":{"code":5001,"data":{"traceId":"0af7651916cd43dd8448eb211c80319c"}}}"""]),
        new(
            "positions for a method that takes none are told of the parameters as a whole",
            ["""{"jsonrpc":"2.0","id":1,"method":"Calc.refuse","params":["x"]}"""],
            ["""{"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"The parameters must be an object, not an array.","data":{"details":{"path":"","fault":"mistyped"}}}}"""]),
        new(
            "a refusal carries the caller's trace",
            [
                """{"jsonrpc":"2.0","id":1,"method":"Calc.refuse","params":{"zz":"x"},"meta":{"traceparent":"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"}}""",
                """{"jsonrpc":"2.0","id":2,"method":"Calc.nothing","meta":{"traceparent":"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"}}""",
            ],
            [
                """{"jsonrpc":"2.0","id":1,"error":{"code":-32602,"data":{"traceId":"0af7651916cd43dd8448eb211c80319c"}}}""",
                """{"jsonrpc":"2.0","id":2,"error":{"code":-32601,"data":{"traceId":"0af7651916cd43dd8448eb211c80319c"}}}""",
            ]),
        new(
            "a method that the driver does not have",
            ["""{"jsonrpc":"2.0","id":1,"method":"Calc.missing"}"""],
            ["""{"jsonrpc":"2.0","id":1,"error":{"code":3,"data":{"name":"NotSupportedByDriver","details":{"method":"Calc.missing","driver":"conf:///"}}}}"""]),
        new(
            "a failure that nobody foresaw tells nothing but a trace id",
            ["""{"jsonrpc":"2.0","id":1,"method":"Calc.fail","params":{"secret":"hush"},"meta":{"traceparent":"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"}}"""],
            ["""{"jsonrpc":"2.0","id":1,"error":{"code":-32603,"data":{"name":"InternalError","traceId":"0af7651916cd43dd8448eb211c80319c"}}}"""]),
        new(
            "method names are compared as they are written",
            ["""{"jsonrpc":"2.0","id":1,"method":"calc.ping"}""", """{"jsonrpc":"2.0","id":2,"method":"Calc.ping "}""", """{"jsonrpc":"2.0","id":3,"method":""}"""],
            [
                """{"jsonrpc":"2.0","id":1,"error":{"code":-32601}}""",
                """{"jsonrpc":"2.0","id":2,"error":{"code":-32601}}""",
                """{"jsonrpc":"2.0","id":3,"error":{"code":-32601}}""",
            ]),
    ];

    private static ConformanceCase Invalid(string what, string method, string? parameters, string path, string fault) => new(
        what,
        [
            parameters is null
                ? $$"""{"jsonrpc":"2.0","id":1,"method":"{{method}}"}"""
                : $$"""{"jsonrpc":"2.0","id":1,"method":"{{method}}","params":{{parameters}}}""",
        ],
        [$$"""{"jsonrpc":"2.0","id":1,"error":{"code":-32602,"data":{"name":"InvalidParams","details":{"path":"{{path}}","fault":"{{fault}}" } } } }"""]);

    private static ConformanceCase WrongMeta(string what, string meta) => new(
        what,
        [$$"""{"jsonrpc":"2.0","id":1,"method":"Calc.ping","meta":{{meta}}}"""],
        ["""{"jsonrpc":"2.0","id":1,"error":{"code":-32600}}"""]);
}
