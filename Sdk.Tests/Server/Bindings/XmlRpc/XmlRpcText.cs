using System.Text;
using System.Xml.Linq;
using Virtwire.Sdk.Server.Bindings.XmlRpc;

namespace Virtwire.Sdk.Tests.Server.Bindings.XmlRpc;

/// <summary>Short ways to write documents and to look at them.</summary>
internal static class XmlRpcText
{
    /// <summary>A call whose parameters are these values, each as it stands in its element <c>value</c>.</summary>
    public static string Call(string method, params string[] values) =>
        $"<?xml version=\"1.0\"?><methodCall><methodName>{method}</methodName><params>{string.Concat(values.Select(v => $"<param><value>{v}</value></param>"))}</params></methodCall>";

    /// <summary>A struct of members, each as it stands in its element <c>value</c>.</summary>
    public static string Struct(params (string Name, string Value)[] members) =>
        $"<struct>{string.Concat(members.Select(m => $"<member><name>{m.Name}</name><value>{m.Value}</value></member>"))}</struct>";

    /// <summary>What a document says, read.</summary>
    public static XmlRpcRequest Read(string document) => XmlRpcReader.Read(Encoding.UTF8.GetBytes(document));

    /// <summary>The text of the one value of an answer, without its element <c>value</c>.</summary>
    public static string ValueOf(string answer)
    {
        var value = XElement.Parse(answer, LoadOptions.PreserveWhitespace).Element("params")?.Element("param")?.Element("value");
        Assert.True(value is not null, answer);
        return string.Concat(value.Nodes().Select(static n => n.ToString(SaveOptions.DisableFormatting)));
    }

    /// <summary>The code and the text of an answer that is a fault.</summary>
    public static (int Code, string Text) FaultOf(string answer)
    {
        var members = XElement.Parse(answer).Element("fault")?.Element("value")?.Element("struct")?.Elements("member").ToDictionary(m => m.Element("name")!.Value, m => m.Element("value")!.Elements().Single());
        Assert.True(members is not null, answer);
        Assert.Equal(["faultCode", "faultString"], members.Keys.Order());
        Assert.Equal(("int", "string"), (members["faultCode"].Name.LocalName, members["faultString"].Name.LocalName));
        return ((int)members["faultCode"], members["faultString"].Value);
    }
}
