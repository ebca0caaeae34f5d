using System.Xml;
using Virtwire.Sdk.Server.Drivers.Test.Definitions;

namespace Virtwire.Sdk.Server.Drivers.Test.Networks.Updates;

/// <summary>The interfaces of the host that a network forwards over, the first of which its attribute 'dev' may name as well.</summary>
internal sealed class ForwardInterfaceEntries : NetworkEntries
{
    private readonly XmlElement _forward;

    /// <summary>The entries of a document.</summary>
    /// <param name="forward">Its 'forward'.</param>
    public ForwardInterfaceEntries(XmlElement forward)
    {
        _forward = forward;
        if (forward.Attribute("dev") is not { } only || forward.Child("interface") is not null)
            return;

        // The short form of a list of one.
        var written = forward.OwnerDocument.CreateElement("interface");
        written.SetAttribute("dev", only);
        AddOnly(written);
    }

    /// <inheritdoc/>
    public override string ElementName => "interface";

    /// <inheritdoc/>
    public override IEnumerable<XmlElement> Existing => _forward.Children("interface");

    /// <inheritdoc/>
    public override void Check(XmlElement given, bool isPattern) => ObjectDocument.RequireAttribute(given, "dev");

    /// <inheritdoc/>
    public override bool Excludes(XmlElement existing, XmlElement given) => Shares(existing, given, "dev");

    /// <inheritdoc/>
    public override void Add(XmlElement added, bool first)
    {
        base.Add(added, first);
        NameFirst();
    }

    /// <inheritdoc/>
    public override void Remove(XmlElement existing)
    {
        base.Remove(existing);
        NameFirst();
    }

    /// <inheritdoc/>
    protected override void AddOnly(XmlElement added) => _forward.AppendIndented(added);

    private void NameFirst()
    {
        if (!_forward.HasAttribute("dev"))
            return;
        if (_forward.Child("interface") is { } first)
            _forward.SetAttribute("dev", first.Attribute("dev"));
        else
            _forward.RemoveAttribute("dev");
    }
}
