using System.Globalization;
using System.Text;
using System.Xml;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Server.Bindings.XmlRpc;

/// <summary>
/// Reads a call. Strict: an element that does not belong where it stands is refused, and so is a document type. What a document could make
/// grow is bounded: its depth, the number of its values, and, by whoever received it, its bytes.
/// </summary>
internal sealed class XmlRpcReader
{
    /// <summary>The most values of a call.</summary>
    internal const int MaxValues = 1 << 18;

    // Where some put the types that came after the specification.
    private const string Extensions = "http://ws.apache.org/xmlrpc/namespaces/extensions";

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    private readonly XmlReader _xml;
    private readonly StringBuilder _text = new();
    private int _values;

    private XmlRpcReader(XmlReader xml) => _xml = xml;

    /// <summary>Reads a document.</summary>
    /// <exception cref="XmlRpcFault">It is no call.</exception>
    internal static XmlRpcRequest Read(ReadOnlyMemory<byte> document)
    {
        try
        {
            using var stream = new MemoryStream(document.ToArray(), writable: false);
            using var xml = XmlReader.Create(stream, Settings);
            return new XmlRpcReader(xml).ReadCall();
        }
        catch (XmlException wrong)
        {
            throw XmlRpcFault.NoXml($"The body is not XML that is read here: {wrong.Message}");
        }
        catch (ArgumentException)
        {
            throw XmlRpcFault.NoXml("The body says it is in an encoding that is not known.");
        }
    }

    private XmlRpcRequest ReadCall()
    {
        if (!Enter("methodCall"))
            throw Unexpected("<methodName>");
        var method = TextOf("methodName").Trim();
        if (method.Length == 0)
            throw XmlRpcFault.NoCall("<methodName> is empty.");
        var values = new List<XmlRpcValue>();
        if (IsAtElement && Enter("params"))
        {
            while (IsAtElement)
            {
                if (!Enter("param"))
                    throw Unexpected("<value>");
                values.Add(ReadValue(1));
                Leave();
            }

            Leave();
        }

        Leave();

        // What follows can only be white space, and must be looked at to say so.
        while (_xml.Read())
        {
        }

        return new XmlRpcRequest(method, values);
    }

    private XmlRpcValue ReadValue(int depth)
    {
        if (depth > WireFormat.MaxDepth)
            throw XmlRpcFault.TooDeep();
        if (++_values > MaxValues)
            throw XmlRpcFault.TooMany(MaxValues);
        if (!Enter("value"))
            return new XmlRpcValue.Text("");
        var text = ReadText();
        if (_xml.NodeType == XmlNodeType.Element)
        {
            if (!string.IsNullOrWhiteSpace(text))
                throw Unexpected("</value>");
            var value = ReadTyped(depth);
            Leave();
            return value;
        }

        Leave();
        return new XmlRpcValue.Text(text);
    }

    private XmlRpcValue ReadTyped(int depth)
    {
        var name = _xml.LocalName;
        if (_xml.NamespaceURI.Length > 0 && !(_xml.NamespaceURI == Extensions && name is "i8" or "nil"))
            throw Unexpected("a type of XML-RPC");
        switch (name)
        {
            case "struct":
                return ReadStruct(depth);
            case "array":
                return ReadArray(depth);
        }

        var text = AnyText();
        return XmlRpcScalars.Parse(name, text) ?? throw XmlRpcFault.NoCall($"{Shown(text)} is no value of the type <{name}>{Where()}.");
    }

    private XmlRpcValue.Struct ReadStruct(int depth)
    {
        var members = new List<(string, XmlRpcValue)>();
        if (!EnterAny())
            return new XmlRpcValue.Struct(members);
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (IsAtElement)
        {
            if (!Enter("member"))
                throw Unexpected("<name>");
            var name = TextOf("name");
            if (!names.Add(name))
                throw XmlRpcFault.NoCall($"The member {Shown(name)} stands twice in one struct{Where()}.");
            members.Add((name, ReadValue(depth + 1)));
            Leave();
        }

        Leave();
        return new XmlRpcValue.Struct(members);
    }

    private XmlRpcValue.List ReadArray(int depth)
    {
        var items = new List<XmlRpcValue>();
        if (!EnterAny())
            throw Unexpected("<data>");
        if (Enter("data"))
        {
            while (IsAtElement)
                items.Add(ReadValue(depth + 1));
            Leave();
        }

        Leave();
        return new XmlRpcValue.List(items);
    }

    private bool IsAtElement => _xml.MoveToContent() == XmlNodeType.Element;

    /// <summary>Goes past the start of an element; false where it is empty, and its end has been passed as well.</summary>
    private bool Enter(string name)
    {
        if (!IsAtElement || _xml.LocalName != name || _xml.NamespaceURI.Length > 0)
            throw Unexpected($"<{name}>");
        return EnterAny();
    }

    private bool EnterAny()
    {
        var isEmpty = _xml.IsEmptyElement;
        _xml.Read();
        return !isEmpty;
    }

    private void Leave()
    {
        if (_xml.MoveToContent() != XmlNodeType.EndElement)
            throw Unexpected("the end of an element");
        _xml.Read();
    }

    private string TextOf(string name)
    {
        if (!Enter(name))
            return "";
        var text = ReadText();
        Leave();
        return text;
    }

    private string AnyText()
    {
        if (!EnterAny())
            return "";
        var text = ReadText();
        Leave();
        return text;
    }

    // White space is part of it. Stops at the first element, or the end of one.
    private string ReadText()
    {
        _text.Clear();
        while (_xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace)
        {
            _text.Append(_xml.Value);
            _xml.Read();
        }

        return _text.ToString();
    }

    private XmlRpcFault Unexpected(string wanted)
    {
        var found = _xml.NodeType switch
        {
            XmlNodeType.Element => $"<{Short(_xml.Name)}>",
            XmlNodeType.EndElement => $"</{Short(_xml.Name)}>",
            XmlNodeType.None => "the end",
            _ => "text",
        };
        return XmlRpcFault.NoCall($"Where {wanted} should be there is {found}{Where()}.");
    }

    private string Where() => _xml is IXmlLineInfo info && info.HasLineInfo()
        ? string.Create(CultureInfo.InvariantCulture, $" (line {info.LineNumber}, column {info.LinePosition})")
        : "";

    private static string Shown(string text) => $"'{Short(text)}'";

    private static string Short(string text) => text.Length <= 100 ? text : $"{text[..100]}…";
}
