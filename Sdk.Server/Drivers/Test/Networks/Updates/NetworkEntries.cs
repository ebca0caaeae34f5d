using System.Xml;
using Virtwire.Sdk.Server.Drivers.Test.Definitions;

namespace Virtwire.Sdk.Server.Drivers.Test.Networks.Updates;

/// <summary>The entries of one kind in a network document, and the rules by which they are told apart.</summary>
internal abstract class NetworkEntries
{
    /// <summary>The name of their elements.</summary>
    public abstract string ElementName { get; }

    /// <summary>Those that there are.</summary>
    public abstract IEnumerable<XmlElement> Existing { get; }

    /// <summary>Whether one can be put in the place of another.</summary>
    public virtual bool CanBeModified => false;

    /// <summary>Whether one can be taken away only where no other matches as well.</summary>
    public virtual bool MustBeTheOnlyMatch => false;

    /// <summary>Refuses an element that is no such entry.</summary>
    /// <param name="given">The element.</param>
    /// <param name="isPattern">Whether one is looked for, so that it may lack what it is not looked for by.</param>
    /// <exception cref="XmlInvalidException">It is none.</exception>
    public abstract void Check(XmlElement given, bool isPattern);

    /// <summary>Whether one that there is cannot go together with one that is to be added; where it can be replaced, it is the one that is.</summary>
    public abstract bool Excludes(XmlElement existing, XmlElement given);

    /// <summary>Whether one that there is is the one to be taken away.</summary>
    public virtual bool IsMeantBy(XmlElement existing, XmlElement given) => Excludes(existing, given);

    /// <summary>What is in the way of an entry as a whole, in words; null when nothing is.</summary>
    /// <param name="given">The entry that is added or takes another's place.</param>
    /// <param name="replaced">The one whose place it takes; null when it is added.</param>
    public virtual string? ObstacleTo(XmlElement given, XmlElement? replaced) => null;

    /// <summary>Adds an entry before or behind the others.</summary>
    public virtual void Add(XmlElement added, bool first)
    {
        var existing = Existing.ToList();
        if (existing.Count == 0)
            AddOnly(added);
        else if (first)
            ((XmlElement)existing[0].ParentNode!).InsertIndentedBefore(added, existing[0]);
        else
            ((XmlElement)existing[^1].ParentNode!).InsertIndented(added, existing[^1]);
    }

    /// <summary>Takes an entry away, and the element around it where nothing else is in it.</summary>
    public virtual void Remove(XmlElement existing) => existing.RemoveIndented();

    /// <summary>Adds an entry where there is none.</summary>
    protected abstract void AddOnly(XmlElement added);

    /// <summary>Takes an entry away, and its container where it was the last in it.</summary>
    protected static void RemoveWithContainer(XmlElement existing)
    {
        var container = (XmlElement)existing.ParentNode!;
        existing.RemoveIndented();
        if (!container.ChildNodes.OfType<XmlElement>().Any() && !container.HasAttributes)
            container.RemoveIndented();
    }

    /// <summary>Whether an attribute that is given is the one that there is.</summary>
    protected static bool Agrees(XmlElement existing, XmlElement given, string attribute) =>
        given.Attribute(attribute) is not { } text || text == existing.Attribute(attribute);

    /// <summary>Whether both have an attribute, and the same.</summary>
    protected static bool Shares(XmlElement existing, XmlElement given, string attribute) =>
        given.Attribute(attribute) is { } text && text == existing.Attribute(attribute);

    /// <summary>Whether both have an address, and the same in whatever form.</summary>
    protected static bool SharesAddress(XmlElement existing, XmlElement given, string attribute) =>
        given.Attribute(attribute) is { } a && existing.Attribute(attribute) is { } b
        && NetworkAddressReader.TryParse(a, out var first) && NetworkAddressReader.TryParse(b, out var second) && first.Equals(second);
}
