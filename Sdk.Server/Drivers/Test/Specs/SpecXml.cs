using System.Globalization;
using System.Xml;
using Virtwire.Sdk.Server.Drivers.Test.Definitions;

namespace Virtwire.Sdk.Server.Drivers.Test.Specs;

/// <summary>
/// Single values of a document by their path: <c>os/type</c>, <c>os/type/@arch</c>. A value that is what it shall be is not written, so
/// that a document that says the same stays what it is.
/// </summary>
internal static class SpecXml
{
    extension(XmlElement element)
    {
        /// <summary>The text at a path; null where there is none.</summary>
        public string? Text(string path)
        {
            var at = element;
            foreach (var step in path.Split('/'))
            {
                if (step[0] == '@')
                    return at.Attribute(step[1..]) is { Length: > 0 } value ? value : null;
                if (at.Child(step) is not { } child)
                    return null;
                at = child;
            }

            return at.InnerText is { Length: > 0 } text ? text : null;
        }

        /// <summary>The number at a path; null where there is none.</summary>
        public int? Number(string path) =>
            int.TryParse(element.Text(path), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

        /// <summary>Puts a text at a path. Null stands for no change.</summary>
        public void Put(string path, string? value)
        {
            if (value is null || element.Text(path) == value)
                return;
            if (XmlCharacters.FaultOf(value) is { } fault)
                throw SpecFaults.Of($"{path}: {fault}");
            var at = element;
            foreach (var step in path.Split('/'))
            {
                if (step[0] == '@')
                {
                    at.SetAttribute(step[1..], value);
                    return;
                }

                at = at.Child(step) ?? at.AppendIndented(at.OwnerDocument.CreateElement(step));
            }

            at.InnerText = value;
        }

        /// <summary>Puts a number at a path. Null stands for no change.</summary>
        public void Put(string path, int? value)
        {
            if (value is not null && element.Number(path) != value)
                element.Put(path, value.Value.ToString(CultureInfo.InvariantCulture));
        }

        /// <summary>Puts a text at a path, or takes its element away where the text is empty. Null stands for no change.</summary>
        public void PutOrRemove(string name, string? value)
        {
            if (value is { Length: 0 })
                element.Child(name)?.RemoveIndented();
            else
                element.Put(name, value);
        }

        /// <summary>Whether there is an element; null where there is none.</summary>
        public bool? Flag(string name) => element.Child(name) is null ? null : true;

        /// <summary>Lets there be an empty element, or none. Null stands for no change.</summary>
        public void PutFlag(string name, bool? value)
        {
            if (value == true && element.Child(name) is null)
                element.AppendIndented(element.OwnerDocument.CreateElement(name));
            else if (value == false)
                element.Child(name)?.RemoveIndented();
        }
    }
}
