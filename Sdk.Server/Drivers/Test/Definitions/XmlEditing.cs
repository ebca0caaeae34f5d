using System.Xml;

namespace Virtwire.Sdk.Server.Drivers.Test.Definitions;

/// <summary>Puts elements into documents and takes them out so that the rest stays as it is, and what is new is indented like it.</summary>
internal static class XmlEditing
{
    private const string Step = "  ";

    extension(XmlElement parent)
    {
        /// <summary>The child element of that name; a new, empty one behind all others where there is none.</summary>
        public XmlElement Put(string name) => parent.Child(name) ?? parent.AppendElement(name);

        /// <summary>Puts a new, empty element before all others, indented as the first of them is.</summary>
        public XmlElement InsertFirstElement(string name)
        {
            var added = parent.OwnerDocument.CreateElement(name);
            var indentation = parent.FirstChild as XmlWhitespace;
            parent.InsertAfter(added, indentation);
            if (indentation is not null && added.NextSibling is not null)
                parent.InsertAfter(indentation.CloneNode(deep: false), added);
            return added;
        }

        /// <summary>Puts a new, empty element behind all others.</summary>
        public XmlElement AppendElement(string name)
        {
            var added = parent.OwnerDocument.CreateElement(name);
            parent.AppendIndented(added);
            return added;
        }

        /// <summary>Puts an element behind all others.</summary>
        /// <returns>The element.</returns>
        public XmlElement AppendIndented(XmlElement added)
        {
            if (parent.ChildNodes.OfType<XmlElement>().LastOrDefault() is { } last)
            {
                parent.InsertIndented(added, after: last);
                return added;
            }

            // The first one: one step further in than its parent, whose end tag comes below it.
            var indentation = parent.PreviousSibling is XmlWhitespace { Value: { } space } && space.Contains('\n', StringComparison.Ordinal)
                ? space
                : parent.ParentNode is XmlDocument ? "\n" : null;
            if (parent.ChildNodes.OfType<XmlWhitespace>().FirstOrDefault() is { } blank)
                parent.RemoveChild(blank);
            if (indentation is not null)
                parent.AppendChild(parent.OwnerDocument.CreateWhitespace(indentation + Step));
            parent.AppendChild(added);
            if (indentation is not null)
                parent.AppendChild(parent.OwnerDocument.CreateWhitespace(indentation));
            return added;
        }

        /// <summary>Puts an element behind a sibling, indented as the sibling is.</summary>
        public void InsertIndented(XmlElement added, XmlElement after)
        {
            parent.InsertAfter(added, after);
            if (after.PreviousSibling is XmlWhitespace indentation)
                parent.InsertAfter(indentation.CloneNode(deep: false), after);
        }

        /// <summary>Puts an element before a sibling, indented as the sibling is.</summary>
        public void InsertIndentedBefore(XmlElement added, XmlElement before)
        {
            parent.InsertBefore(added, before);
            if (added.PreviousSibling is XmlWhitespace indentation)
                parent.InsertAfter(indentation.CloneNode(deep: false), added);
        }
    }

    /// <summary>Takes an element out, and the white space before it.</summary>
    public static void RemoveIndented(this XmlElement element)
    {
        var parent = element.ParentNode!;
        if (element.PreviousSibling is XmlWhitespace blank)
            parent.RemoveChild(blank);
        parent.RemoveChild(element);

        // What is left of an element whose last child has gone is nothing but white space.
        if (parent.ChildNodes.OfType<XmlNode>().All(static n => n is XmlWhitespace))
        {
            foreach (var rest in parent.ChildNodes.OfType<XmlNode>().ToList())
                parent.RemoveChild(rest);
        }
    }
}
