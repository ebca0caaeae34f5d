namespace Virtwire.Sdk.Server.Bindings.XmlRpc;

/// <summary>A value of XML-RPC, as it stands in a document.</summary>
internal abstract record XmlRpcValue
{
    private XmlRpcValue()
    {
    }

    /// <summary><c>i4</c>, also called <c>int</c>.</summary>
    internal sealed record Int(int Number) : XmlRpcValue;

    /// <summary><c>i8</c>, which came later and is widely understood.</summary>
    internal sealed record Long(long Number) : XmlRpcValue;

    /// <summary><c>boolean</c>.</summary>
    internal sealed record Bool(bool Value) : XmlRpcValue;

    /// <summary><c>double</c>: finite.</summary>
    internal sealed record Real(double Number) : XmlRpcValue;

    /// <summary><c>string</c>, or a value that says no type.</summary>
    internal sealed record Text(string Value) : XmlRpcValue;

    /// <summary><c>dateTime.iso8601</c>. It has no zone there: UTC is meant.</summary>
    internal sealed record Instant(DateTimeOffset Time) : XmlRpcValue;

    /// <summary><c>base64</c>.</summary>
    internal sealed record Binary(ReadOnlyMemory<byte> Bytes) : XmlRpcValue;

    /// <summary><c>nil</c>, which came later.</summary>
    internal sealed record Nil : XmlRpcValue
    {
        /// <summary>The one there is.</summary>
        internal static Nil Instance { get; } = new();
    }

    /// <summary><c>array</c>.</summary>
    internal sealed record List(IReadOnlyList<XmlRpcValue> Items) : XmlRpcValue
    {
        /// <summary>A list of texts.</summary>
        internal static List Of(IEnumerable<string> texts) => new([.. texts.Select(static text => new Text(text))]);
    }

    /// <summary><c>struct</c>: members with names of their own, in the order in which they stand.</summary>
    internal sealed record Struct(IReadOnlyList<(string Name, XmlRpcValue Value)> Members) : XmlRpcValue
    {
        /// <summary>The member of that name; null for none.</summary>
        internal XmlRpcValue? Find(string name) => Members.FirstOrDefault(member => member.Name == name).Value;
    }
}
