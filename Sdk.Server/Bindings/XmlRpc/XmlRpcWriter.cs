using System.Globalization;
using System.Text;
using System.Xml;

namespace Virtwire.Sdk.Server.Bindings.XmlRpc;

/// <summary>Writes answers.</summary>
internal static class XmlRpcWriter
{
    private static readonly XmlWriterSettings Settings = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),

        // A bare CR would be read as LF.
        NewLineHandling = NewLineHandling.Entitize,
    };

    /// <summary>An answer with a value.</summary>
    /// <exception cref="XmlRpcFault">The value holds what XML cannot carry.</exception>
    internal static ReadOnlyMemory<byte> Response(XmlRpcValue value) => Write("methodResponse", xml =>
    {
        xml.WriteStartElement("params");
        xml.WriteStartElement("param");
        WriteValue(xml, value);
        xml.WriteEndElement();
        xml.WriteEndElement();
    });

    /// <summary>An answer with an error.</summary>
    internal static ReadOnlyMemory<byte> Response(ErrorPayload error) => Write("methodResponse", xml =>
    {
        xml.WriteStartElement("fault");
        WriteValue(xml, FaultOf(error));
        xml.WriteEndElement();
    });

    /// <summary>A call, for those who ask.</summary>
    /// <exception cref="XmlRpcFault">A value holds what XML cannot carry.</exception>
    internal static ReadOnlyMemory<byte> Request(XmlRpcRequest request) => Write("methodCall", xml =>
    {
        xml.WriteElementString("methodName", request.Method);
        xml.WriteStartElement("params");
        foreach (var value in request.Params)
        {
            xml.WriteStartElement("param");
            WriteValue(xml, value);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    });

    /// <summary>An error as a struct. It has two members, and no more: the specification says so.</summary>
    internal static XmlRpcValue.Struct FaultOf(ErrorPayload error) => new(
    [
        ("faultCode", new XmlRpcValue.Int(error.Code)),
        ("faultString", new XmlRpcValue.Text(Sayable(error.Message))),
    ]);

    private static ReadOnlyMemory<byte> Write(string root, Action<XmlWriter> content)
    {
        using var output = new MemoryStream();
        using (var xml = XmlWriter.Create(output, Settings))
        {
            xml.WriteStartElement(root);
            content(xml);
            xml.WriteEndElement();
        }

        return output.GetBuffer().AsMemory(0, (int)output.Length);
    }

    private static void WriteValue(XmlWriter xml, XmlRpcValue value)
    {
        xml.WriteStartElement("value");
        switch (value)
        {
            case XmlRpcValue.Int(var number):
                xml.WriteElementString("int", number.ToString(CultureInfo.InvariantCulture));
                break;
            case XmlRpcValue.Long(var number):
                xml.WriteElementString("i8", number.ToString(CultureInfo.InvariantCulture));
                break;
            case XmlRpcValue.Bool(var isTrue):
                xml.WriteElementString("boolean", isTrue ? "1" : "0");
                break;
            case XmlRpcValue.Real(var number):
                xml.WriteElementString("double", XmlRpcScalars.Format(number));
                break;
            case XmlRpcValue.Text(var text):
                WriteText(xml, "string", text);
                break;
            case XmlRpcValue.Instant(var time):
                xml.WriteElementString("dateTime.iso8601", XmlRpcScalars.Format(time));
                break;
            case XmlRpcValue.Binary(var bytes):
                xml.WriteElementString("base64", Convert.ToBase64String(bytes.Span));
                break;
            case XmlRpcValue.List(var items):
                WriteList(xml, items);
                break;
            case XmlRpcValue.Struct(var members):
                WriteStruct(xml, members);
                break;
            default:
                xml.WriteStartElement("nil");
                xml.WriteEndElement();
                break;
        }

        xml.WriteEndElement();
    }

    private static void WriteList(XmlWriter xml, IReadOnlyList<XmlRpcValue> items)
    {
        xml.WriteStartElement("array");
        xml.WriteStartElement("data");
        foreach (var item in items)
            WriteValue(xml, item);
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void WriteStruct(XmlWriter xml, IReadOnlyList<(string Name, XmlRpcValue Value)> members)
    {
        xml.WriteStartElement("struct");
        foreach (var (name, value) in members)
        {
            xml.WriteStartElement("member");
            WriteText(xml, "name", name);
            WriteValue(xml, value);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void WriteText(XmlWriter xml, string element, string text)
    {
        if (Sayable(text) != text)
            throw XmlRpcFault.Unsayable();
        xml.WriteElementString(element, text);
    }

    // What XML cannot carry, not even escaped, becomes the character that stands for such.
    private static string Sayable(string text)
    {
        StringBuilder? changed = null;
        for (var i = 0; i < text.Length; i++)
        {
            if (XmlConvert.IsXmlChar(text[i]))
                continue;
            if (i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i]))
                i++;
            else
                (changed ??= new StringBuilder(text))[i] = '\ufffd';
        }

        return changed?.ToString() ?? text;
    }
}
