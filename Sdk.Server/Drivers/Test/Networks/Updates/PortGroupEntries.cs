using System.Xml;
using Virtwire.Sdk.Server.Drivers.Test.Definitions;

namespace Virtwire.Sdk.Server.Drivers.Test.Networks.Updates;

/// <summary>Classes of connections, told apart by their names. One at most is what a guest gets that asks for none.</summary>
internal sealed class PortGroupEntries(XmlElement root) : NetworkEntries
{
    /// <inheritdoc/>
    public override string ElementName => "portgroup";

    /// <inheritdoc/>
    public override bool CanBeModified => true;

    /// <inheritdoc/>
    public override IEnumerable<XmlElement> Existing => root.Children(ElementName);

    /// <inheritdoc/>
    public override void Check(XmlElement given, bool isPattern) => NetworkDefinitionReader.CheckPortGroup(given);

    /// <inheritdoc/>
    public override bool Excludes(XmlElement existing, XmlElement given) => Shares(existing, given, "name");

    /// <inheritdoc/>
    public override string? ObstacleTo(XmlElement given, XmlElement? replaced) =>
        given.Attribute("default") == "yes" && Existing.FirstOrDefault(e => e != replaced && e.Attribute("default") == "yes") is { } other
            ? $"The portgroup '{other.Attribute("name")}' is the default already."
            : null;

    /// <inheritdoc/>
    protected override void AddOnly(XmlElement added) => root.AppendIndented(added);
}
