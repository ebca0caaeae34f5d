using System.Xml;
using Virtwire.Sdk.Server.Drivers.Test.Definitions;
using Virtwire.Sdk.Server.Drivers.Test.Objects;

namespace Virtwire.Sdk.Server.Drivers.Test.Specs;

/// <summary>Where a definition comes from: a document, a spec, or a spec that edits a document.</summary>
internal sealed class DefinitionSource
{
    private const string Minimal = """
        <domain type='test'>
          <name>?</name>
          <os>
            <type>hvm</type>
          </os>
        </domain>
        """;

    private readonly DomainDefinition? _read;
    private readonly DomainSpec? _spec;
    private readonly UuidSequence _uuids;

    /// <summary>Reads as much as can be read without the host's lock.</summary>
    /// <param name="xml">The document, or null.</param>
    /// <param name="spec">The spec, or null.</param>
    /// <param name="uuids">Gives documents without a uuid one.</param>
    public DefinitionSource(string? xml, DomainSpec? spec, UuidSequence uuids)
    {
        (_spec, _uuids) = (spec, uuids);
        if (xml is not null)
            _read = DomainDefinitionReader.Read(xml, uuids.Next, spec is null ? null : Edit);
        else if (spec is null)
            throw SpecFaults.Nothing();
        else if (spec is { Uuid: null, Name: null })
            throw SpecFaults.Of("Without a document, a spec needs a name or a uuid.");
    }

    /// <summary>The definition.</summary>
    /// <param name="find">Finds the definition of that uuid, else of that name; null where there is none.</param>
    public DomainDefinition Read(Func<Guid?, string?, DomainDefinition?> find)
    {
        if (_read is not null)
            return _read;
        var document = find(_spec!.Uuid, _spec.Name)?.Xml;
        if (document is null && (_spec.Name is null || (_spec.Memory ?? _spec.MaxMemory) is null))
            throw SpecFaults.Of("There is no such domain yet, and a new one needs a name and an amount of memory.");
        try
        {
            return DomainDefinitionReader.Read(document ?? Minimal, _uuids.Next, Edit);
        }
        catch (XmlInvalidException fault)
        {
            // The document was in order before the spec edited it.
            throw SpecFaults.Of(fault.Message);
        }
    }

    private void Edit(XmlElement root) => DomainSpecs.Write(root, _spec!, _uuids.NextMac);
}
