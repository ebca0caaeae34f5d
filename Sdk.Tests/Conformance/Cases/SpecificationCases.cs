using Virtwire.Sdk.Tests.Conformance.Support;

namespace Virtwire.Sdk.Tests.Conformance.Cases;

/// <summary>
/// The examples of the JSON-RPC 2.0 specification, all of them and in its order. Method names have their resource before them here, and
/// results are objects, as they are in every Virtwire API.
/// </summary>
internal static class SpecificationCases
{
    public static IEnumerable<ConformanceCase> All =>
    [
        new(
            "rpc call with positional parameters",
            [
                """{"jsonrpc": "2.0", "method": "Calc.subtract", "params": [42, 23], "id": 1}""",
                """{"jsonrpc": "2.0", "method": "Calc.subtract", "params": [23, 42], "id": 2}""",
            ],
            [
                """{"jsonrpc": "2.0", "result": {"value": 19}, "id": 1}""",
                """{"jsonrpc": "2.0", "result": {"value": -19}, "id": 2}""",
            ]),
        new(
            "rpc call with named parameters",
            [
                """{"jsonrpc": "2.0", "method": "Calc.subtract", "params": {"subtrahend": 23, "minuend": 42}, "id": 3}""",
                """{"jsonrpc": "2.0", "method": "Calc.subtract", "params": {"minuend": 42, "subtrahend": 23}, "id": 4}""",
            ],
            [
                """{"jsonrpc": "2.0", "result": {"value": 19}, "id": 3}""",
                """{"jsonrpc": "2.0", "result": {"value": 19}, "id": 4}""",
            ]),
        new(
            "a notification",
            [
                """{"jsonrpc": "2.0", "method": "Calc.update", "params": [1,2,3,4,5]}""",
                """{"jsonrpc": "2.0", "method": "foobar"}""",
            ],
            []),
        new(
            "rpc call of non-existent method",
            ["""{"jsonrpc": "2.0", "method": "foobar", "id": "1"}"""],
            ["""{"jsonrpc": "2.0", "error": {"code": -32601, "data": {"name": "MethodNotFound"}}, "id": "1"}"""]),
        new(
            "rpc call with invalid JSON",
            ["""{"jsonrpc": "2.0", "method": "foobar, "params": "bar", "baz]"""],
            ["""{"jsonrpc": "2.0", "error": {"code": -32700, "data": {"name": "ParseError"}}, "id": null}"""]),
        new(
            "rpc call with invalid Request object",
            ["""{"jsonrpc": "2.0", "method": 1, "params": "bar"}"""],
            ["""{"jsonrpc": "2.0", "error": {"code": -32600, "data": {"name": "InvalidRequest"}}, "id": null}"""]),
        new(
            "rpc call Batch, invalid JSON",
            ["""[{"jsonrpc": "2.0", "method": "Calc.sum", "params": [1,2,4], "id": "1"}, {"jsonrpc": "2.0", "method"]"""],
            ["""{"jsonrpc": "2.0", "error": {"code": -32700}, "id": null}"""]),
        new(
            "rpc call with an empty Array",
            ["[]"],
            ["""{"jsonrpc": "2.0", "error": {"code": -32600}, "id": null}"""]),
        new(
            "rpc call with an invalid Batch (but not empty)",
            ["[1]"],
            ["""[{"jsonrpc": "2.0", "error": {"code": -32600}, "id": null}]"""]),
        new(
            "rpc call with invalid Batch",
            ["[1,2,3]"],
            [
                """
                [
                  {"jsonrpc": "2.0", "error": {"code": -32600}, "id": null},
                  {"jsonrpc": "2.0", "error": {"code": -32600}, "id": null},
                  {"jsonrpc": "2.0", "error": {"code": -32600}, "id": null}
                ]
                """,
            ]),
        new(
            "rpc call Batch",
            [
                """[{"jsonrpc": "2.0", "method": "Calc.sum", "params": [1,2,4], "id": "1"},"""
                    + """ {"jsonrpc": "2.0", "method": "Calc.notifyHello", "params": [7]},"""
                    + """ {"jsonrpc": "2.0", "method": "Calc.subtract", "params": [42,23], "id": "2"},"""
                    + """ {"foo": "boo"},"""
                    + """ {"jsonrpc": "2.0", "method": "foo.get", "params": {"name": "myself"}, "id": "5"},"""
                    + """ {"jsonrpc": "2.0", "method": "Calc.getData", "id": "9"}]""",
            ],
            [
                """
                [
                  {"jsonrpc": "2.0", "result": {"value": 7}, "id": "1"},
                  {"jsonrpc": "2.0", "result": {"value": 19}, "id": "2"},
                  {"jsonrpc": "2.0", "error": {"code": -32600}, "id": null},
                  {"jsonrpc": "2.0", "error": {"code": -32601}, "id": "5"},
                  {"jsonrpc": "2.0", "result": {"greeting": "hello", "count": 5}, "id": "9"}
                ]
                """,
            ]),
        new(
            "rpc call Batch (all notifications)",
            [
                """[{"jsonrpc": "2.0", "method": "Calc.notifyHello", "params": [1]}, {"jsonrpc": "2.0", "method": "Calc.notifyHello", "params": [7]}]""",
            ],
            []),
    ];
}
