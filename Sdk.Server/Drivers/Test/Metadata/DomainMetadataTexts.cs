using System.Xml;
using Virtwire.Sdk.Server.Drivers.Test.Definitions;
using Virtwire.Sdk.Server.Drivers.Test.Lifecycle;

namespace Virtwire.Sdk.Server.Drivers.Test.Metadata;

/// <summary>The texts and elements that a domain's owner keeps in its document, by libvirt's rules. Pure functions.</summary>
internal static class DomainMetadataTexts
{
    extension(SimulatedDomain domain)
    {
        /// <summary>A text or an element.</summary>
        public string ReadMetadata(DomainMetadataType type, string? uri, DomainAffect? affect)
        {
            domain.RequireKind(type, uri, key: null, sets: false);
            var root = domain.Read(affect).Root();
            var found = type == DomainMetadataType.Element
                ? MetadataElement.Find(root, uri!) is { } element ? MetadataElement.WithoutNamespace(element) : null
                : root.Child(NameOf(type))?.InnerText;
            return found ?? throw NoMetadata(domain, type, uri);
        }

        /// <summary>Sets or takes away a text or an element.</summary>
        /// <param name="request">What, and to what.</param>
        public DomainTransition SetMetadata(DomainSetMetadataRequest request)
        {
            var (type, text, uri) = (request.Type, request.Metadata, request.Uri);
            domain.RequireKind(type, uri, request.Key, sets: text is not null);
            if (type == DomainMetadataType.Title && text?.Contains('\n', StringComparison.Ordinal) == true)
                throw DomainRefusals.InvalidArgument(domain, "metadata", "A title has no line breaks.");
            if (XmlCharacters.FaultOf(text ?? "") is { } fault)
                throw DomainRefusals.InvalidArgument(domain, "metadata", fault);
            var element = type == DomainMetadataType.Element && text is not null ? MetadataElement.Read(text, uri!) : null;
            var affected = domain.Affected(request.Affect);
            var config = affected.HasFlag(AffectedDefinitions.Config) ? Changed(domain.Persistent!) : null;
            var live = affected.HasFlag(AffectedDefinitions.Live) ? Changed(domain.Live!) : null;
            var transition = domain.Update(live, config);
            return live is null && config is null ? transition : transition with
            {
                Changes = transition.Changes.Insert(0, new DomainChange.MetadataChanged(domain.Reference, type, uri)),
            };

            DomainDefinition? Changed(DomainDefinition before)
            {
                var after = before.Edit(root =>
                {
                    if (type == DomainMetadataType.Element)
                        MetadataElement.Put(root, element, request.Key, uri!);
                    else
                        PutText(root, NameOf(type), text);
                });
                return after.Xml == before.Xml ? null : after;
            }
        }

        private void RequireKind(DomainMetadataType type, string? uri, string? key, bool sets)
        {
            if (!type.IsKnown)
                throw DomainRefusals.InvalidArgument(domain, "type", $"'{type}' is no kind of metadata.");
            var isElement = type == DomainMetadataType.Element;
            if (isElement && uri is null)
                throw DomainRefusals.InvalidArgument(domain, "uri", "An element is told from others by its namespace.");
            if (isElement && sets && key is null)
                throw DomainRefusals.InvalidArgument(domain, "key", "The namespace of an element needs a prefix.");
            if (!isElement && (uri ?? key) is not null)
                throw DomainRefusals.InvalidArgument(domain, uri is null ? "key" : "uri", $"A {type} has no namespace.");
            if (XmlCharacters.FaultOf(uri ?? "") is { } fault)
                throw DomainRefusals.InvalidArgument(domain, "uri", fault);
            if (key is not null && !MetadataElement.IsPrefix(key))
                throw DomainRefusals.InvalidArgument(domain, "key", $"'{key}' can be no prefix of a namespace.");
        }
    }

    private static HostException NoMetadata(SimulatedDomain domain, DomainMetadataType type, string? uri) => new NoMetadataException(
        $"Domain '{domain.Name}' has no {type}{(uri is null ? "" : $" of the namespace '{uri}'")}.",
        new NoMetadataDetails { Type = type, Uri = uri }).About(domain.Reference);

    private static string NameOf(DomainMetadataType type) => type == DomainMetadataType.Title ? "title" : "description";

    private static void PutText(XmlElement root, string name, string? text)
    {
        var own = root.Child(name);
        if (text is null)
            own?.RemoveIndented();
        else if (own?.InnerText != text)
            (own ?? root.Child("uuid")!.InsertElementAfter(name)).InnerText = text;
    }
}
