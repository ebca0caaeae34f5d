"""A client of the API by Python's own xmlrpc.client: URL."""
import sys
import xmlrpc.client

proxy = xmlrpc.client.ServerProxy(sys.argv[1], use_builtin_types=True, allow_none=True)
failed = []


def check(name, got, want):
    print("ok  " if got == want else "FAIL", name, "" if got == want else (got, want))
    if got != want:
        failed.append(name)


def fault(call, *args):
    try:
        call(*args)
    except xmlrpc.client.Fault as refusal:
        return refusal.faultCode
    return None


check("named", proxy.Calc.subtract({"minuend": 42, "subtrahend": 23}), {"value": 19})
check("positional", proxy.Calc.subtract(23, 42), {"value": -19})
check("large", proxy.Calc.subtract(2**31 - 1, -2**31), {"value": 2**32 - 1})
check("nothing", proxy.Calc.ping(), {})
check("text", proxy.Calc.repeat({"length": 3}), {"text": "aaa"})
check("refused", fault(proxy.Calc.refuse, {"why": "<no> & no"}), 5001)
check("nil", fault(proxy.Calc.sum, {"a": None}), -32602)
check("unknown", fault(proxy.Calc.nothing), -32601)
check("signature", proxy.system.methodSignature("Calc.subtract"), [["struct", "struct"], ["struct", "i8", "i8"]])
check("help", proxy.system.methodHelp("Calc.subtract"), "Takes one number from another.")
sys.exit(len(failed))
