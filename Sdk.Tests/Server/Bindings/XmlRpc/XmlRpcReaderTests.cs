using System.Text;
using Virtwire.Sdk.Server.Bindings.XmlRpc;
using static Virtwire.Sdk.Tests.Server.Bindings.XmlRpc.XmlRpcText;

namespace Virtwire.Sdk.Tests.Server.Bindings.XmlRpc;

/// <summary>What is read as a call, and what is refused as what.</summary>
public sealed class XmlRpcReaderTests
{
    /// <summary>Each form of a value, and the JSON that it becomes.</summary>
    public static TheoryData<string, string> Values => new()
    {
        { "<int>1</int>", "1" },
        { "<i4>-2147483648</i4>", "-2147483648" },
        { "<int>+7</int>", "7" },
        { "<i8>9223372036854775807</i8>", "9223372036854775807" },
        { "<x:i8 xmlns:x=\"http://ws.apache.org/xmlrpc/namespaces/extensions\">5</x:i8>", "5" },
        { "<boolean>1</boolean>", "true" },
        { " <boolean>0</boolean>\n", "false" },
        { "<double>-12.214</double>", "-12.214" },
        { "<double>1e3</double>", "1000" },
        { "<string> a  b\n</string>", "\" a  b\\n\"" },
        { "plain", "\"plain\"" },
        { "  ", "\"  \"" },
        { "", "\"\"" },
        { "<string/>", "\"\"" },
        { "a<!-- no -->b<![CDATA[<c>]]>", "\"ab<c>\"" },
        { "&lt;&amp;&#233;&#xD;", "\"<&é\\r\"" },
        { "<dateTime.iso8601>19980717T14:08:55</dateTime.iso8601>", "\"1998-07-17T14:08:55Z\"" },
        { "<dateTime.iso8601>1998-07-17T14:08:55.5+02:00</dateTime.iso8601>", "\"1998-07-17T12:08:55.5Z\"" },
        { "<base64>\n  AQID\n</base64>", "\"AQID\"" },
        { "<nil/>", "null" },
        { "<x:nil xmlns:x=\"http://ws.apache.org/xmlrpc/namespaces/extensions\"/>", "null" },
        { "<array><data/></array>", "[]" },
        { "<array><data><value><int>1</int></value> <value>b</value></data></array>", "[1,\"b\"]" },
        { "<struct/>", "{}" },
        { "<struct><member><name>a b</name><value><struct/></value></member></struct>", "{\"a b\":{}}" },
    };

    /// <summary>What is refused, and the code of the fault.</summary>
    public static TheoryData<string, string, int> Hostile => new()
    {
        { "nothing", "", -32700 },
        { "no XML", "{}", -32700 },
        { "no end", "<methodCall><methodName>a</methodName>", -32700 },
        { "two roots", "<methodCall><methodName>a</methodName></methodCall><a/>", -32700 },
        { "text behind the end", "<methodCall><methodName>a</methodName></methodCall>x", -32700 },
        { "a document type", "<!DOCTYPE methodCall><methodCall><methodName>a</methodName></methodCall>", -32700 },
        { "an external entity", "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><methodCall><methodName>&x;</methodName></methodCall>", -32700 },
        { "a bomb of entities", "<!DOCTYPE a [<!ENTITY x \"xx\"><!ENTITY y \"&x;&x;\">]><methodCall><methodName>&y;</methodName></methodCall>", -32700 },
        { "an entity that is not declared", Call("a", "&nbsp;"), -32700 },
        { "a control character", Call("a", "\u0001"), -32700 },
        { "a control character by number", Call("a", "&#1;"), -32700 },
        { "a zero", Call("a", "\0"), -32700 },
        { "an encoding that is not known", "<?xml version=\"1.0\" encoding=\"x-none\"?><methodCall><methodName>a</methodName></methodCall>", -32700 },
        { "another root", "<call><methodName>a</methodName></call>", -32600 },
        { "a root of a namespace", "<methodCall xmlns=\"urn:x\"><methodName>a</methodName></methodCall>", -32600 },
        { "an answer", "<methodResponse><params/></methodResponse>", -32600 },
        { "no method", "<methodCall><params/></methodCall>", -32600 },
        { "an empty root", "<methodCall/>", -32600 },
        { "a method without a name", "<methodCall><methodName> </methodName></methodCall>", -32600 },
        { "a method of elements", "<methodCall><methodName><a/></methodName></methodCall>", -32600 },
        { "two methods", "<methodCall><methodName>a</methodName><methodName>b</methodName></methodCall>", -32600 },
        { "an unknown element", "<methodCall><methodName>a</methodName><params><other/></params></methodCall>", -32600 },
        { "a parameter without a value", "<methodCall><methodName>a</methodName><params><param/></params></methodCall>", -32600 },
        { "a parameter of two values", "<methodCall><methodName>a</methodName><params><param><value/><value/></param></params></methodCall>", -32600 },
        { "a value of two types", Call("a", "<int>1</int><int>2</int>"), -32600 },
        { "a type and text", Call("a", "x<int>1</int>"), -32600 },
        { "text behind a type", Call("a", "<int>1</int>x"), -32600 },
        { "a type that is not known", Call("a", "<float>1</float>"), -32600 },
        { "a type of another namespace", Call("a", "<int xmlns=\"urn:x\">1</int>"), -32600 },
        { "an element in a scalar", Call("a", "<int><b/></int>"), -32600 },
        { "an empty number", Call("a", "<int/>"), -32600 },
        { "a number of words", Call("a", "<int>one</int>"), -32600 },
        { "a number with a fraction", Call("a", "<int>1.5</int>"), -32600 },
        { "an int of more than 32 bits", Call("a", "<int>2147483648</int>"), -32600 },
        { "an i8 of more than 64 bits", Call("a", "<i8>9223372036854775808</i8>"), -32600 },
        { "a boolean in words", Call("a", "<boolean>true</boolean>"), -32600 },
        { "no number", Call("a", "<double>NaN</double>"), -32600 },
        { "infinity", Call("a", "<double>Infinity</double>"), -32600 },
        { "a double that is too large", Call("a", "<double>1e400</double>"), -32600 },
        { "no time", Call("a", "<dateTime.iso8601>yesterday</dateTime.iso8601>"), -32600 },
        { "a day that is not", Call("a", "<dateTime.iso8601>19980230T00:00:00</dateTime.iso8601>"), -32600 },
        { "no base64", Call("a", "<base64>a*b=</base64>"), -32600 },
        { "a nil that is something", Call("a", "<nil>x</nil>"), -32600 },
        { "an array without data", Call("a", "<array/>"), -32600 },
        { "an array of two data", Call("a", "<array><data/><data/></array>"), -32600 },
        { "a member without a name", Call("a", "<struct><member><value/></member></struct>"), -32600 },
        { "a member without a value", Call("a", "<struct><member><name>a</name></member></struct>"), -32600 },
        { "a member that stands twice", Call("a", Struct(("x", "1"), ("x", "2"))), -32600 },
        { "values that lie too deep", Call("a", Nested(64)), 6 },
        { "elements that lie too deep", Call("a", string.Concat(Enumerable.Repeat("<array><data><value>", 100_000))), 6 },
        { "too many values", Call("a", $"<array><data>{string.Concat(Enumerable.Repeat("<value/>", XmlRpcReader.MaxValues))}</data></array>"), 6 },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void A_value_is_read_as_what_it_is(string value, string json) =>
        Assert.Equal(json, Encoding.UTF8.GetString(XmlRpcJson.ToJson(Assert.Single(Read(Call("a", value)).Params)).Span));

    [Theory]
    [MemberData(nameof(Hostile))]
    public void What_is_no_call_is_refused(string what, string document, int code)
    {
        var fault = Assert.Throws<XmlRpcFault>(() => Read(document));
        Assert.True(code == fault.Error.Code || (code == 6 && fault.Error.Name == "LimitExceeded"), $"{what}: {fault.Error.Code} {fault.Message}");
        Assert.InRange(fault.Message.Length, 10, 400);
    }

    [Fact]
    public void Values_may_lie_as_deep_as_messages_do() => Assert.Single(Read(Call("a", Nested(63))).Params);

    [Fact]
    public void A_document_may_be_in_another_encoding() =>
        Assert.Equal(new XmlRpcValue.Text("é"), XmlRpcReader.Read(Encoding.Latin1.GetBytes("<?xml version=\"1.0\" encoding=\"iso-8859-1\"?>" + Call("a", "é")[21..])).Params[0]);

    [Fact]
    public void Any_document_cut_anywhere_is_refused_and_nothing_worse()
    {
        var whole = Call("a", Struct(("x", "<array><data><value><int>1</int></value></data></array>"), ("y", "<nil/>")));
        for (var length = 0; length < whole.Length; length++)
            Assert.Throws<XmlRpcFault>(() => Read(whole[..length]));
    }

    private static string Nested(int depth) => depth == 0 ? "x" : $"<array><data><value>{Nested(depth - 1)}</value></data></array>";
}
