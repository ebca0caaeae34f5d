"""The client's side of the validator1 suite, and of system.multicall, by Python's own xmlrpc.client: URL."""
import datetime
import random
import sys
import xmlrpc.client

proxy = xmlrpc.client.ServerProxy(sys.argv[1], use_builtin_types=True)
suite = proxy.validator1
chance = random.Random(7)
failed = []


def check(name, got, want):
    print("ok  " if got == want else "FAIL", name, "" if got == want else (got, want))
    if got != want:
        failed.append(name)


def stooges():
    return {name: chance.randint(-999, 999) for name in ("moe", "larry", "curly")}


structs = [stooges() for _ in range(9)]
check("arrayOfStructsTest", suite.arrayOfStructsTest(structs), sum(s["curly"] for s in structs))

text = "".join(chance.choice("<>&'\"ab\u00e9 ") for _ in range(400))
check("countTheEntities", suite.countTheEntities(text), {
    "ctLeftAngleBrackets": text.count("<"), "ctRightAngleBrackets": text.count(">"), "ctAmpersands": text.count("&"),
    "ctApostrophes": text.count("'"), "ctQuotes": text.count('"')})

one = stooges()
check("easyStructTest", suite.easyStructTest(one), sum(one.values()))

many = {"substruct%d" % i: stooges() for i in range(9)}
check("echoStructTest", suite.echoStructTest(many), many)

types = [chance.randint(0, 2**31 - 1), True, "w\u00f6rd <&>", 3.25, datetime.datetime(1998, 7, 17, 14, 8, 55), bytes(range(256))]
check("manyTypesTest", suite.manyTypesTest(*types), types)

words = ["a%d" % i for i in range(150)]
check("moderateSizeArrayCheck", suite.moderateSizeArrayCheck(words), words[0] + words[-1])

year = {"1999": {"12": {"31": stooges()}}, "2000": {"%02d" % m: {"%02d" % d: stooges() for d in range(1, 31)} for m in range(1, 13)}}
check("nestedStructTest", suite.nestedStructTest(year), sum(year["2000"]["04"]["01"].values()))

check("simpleStructReturnTest", suite.simpleStructReturnTest(7), {"times10": 70, "times100": 700, "times1000": 7000})

calls = xmlrpc.client.MultiCall(proxy)
calls.validator1.simpleStructReturnTest(1)
calls.no.such()
calls.system.multicall([])
answers = calls()
check("multicall", answers[0], {"times10": 10, "times100": 100, "times1000": 1000})
for place, code in ((1, -32601), (2, -32600)):
    try:
        answers[place]
        check("multicall fault", None, code)
    except xmlrpc.client.Fault as fault:
        check("multicall fault", fault.faultCode, code)

check("methods", len([m for m in proxy.system.listMethods() if m.startswith("validator1.")]), 8)
sys.exit(len(failed))
