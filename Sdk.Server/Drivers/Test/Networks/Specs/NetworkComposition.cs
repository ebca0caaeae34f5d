using Virtwire.Sdk.Server.Drivers.Test.Definitions;

namespace Virtwire.Sdk.Server.Drivers.Test.Networks.Specs;

/// <summary>What a call gives to make a definition of: a document, a spec, or a document that a spec is put into.</summary>
internal sealed class NetworkComposition
{
    private readonly NetworkDefinition? _definition;
    private readonly NetworkSpec? _spec;
    private readonly Func<Guid> _newUuid;

    private NetworkComposition(NetworkDefinition? definition, NetworkSpec? spec, Func<Guid> newUuid) =>
        (_definition, _spec, _newUuid) = (definition, spec, newUuid);

    /// <summary>Reads what is given: whatever does not depend on the networks that there are is done here.</summary>
    /// <exception cref="HostException">Nothing is given, or the document or the spec is not one of a network.</exception>
    public static NetworkComposition Of(string? xml, NetworkSpec? spec, Func<Guid> newUuid)
    {
        if (xml is null)
            return new(null, spec ?? throw Invalid("xml", "A document or a spec must be given."), newUuid);
        if (spec is null)
            return new(NetworkDefinitionReader.Read(xml, newUuid), null, newUuid);

        var document = ObjectDocument.Read(xml, "network");
        NetworkSpecEditor.Apply(document, spec);
        try
        {
            return new(NetworkDefinitionReader.Complete(document, newUuid), null, newUuid);
        }
        catch (XmlInvalidException fault)
        {
            // Is it the document's fault? Then this says so, and where.
            _ = NetworkDefinitionReader.Read(xml, newUuid);
            throw Invalid("spec", fault.Message);
        }
    }

    /// <summary>Makes the definition.</summary>
    /// <param name="find">The definition that a spec alone is put into; null where it is of a new network.</param>
    /// <exception cref="InvalidArgumentException">The spec does not fit it.</exception>
    public NetworkDefinition Complete(Func<NetworkSpec, NetworkDefinition?> find)
    {
        if (_definition is not null)
            return _definition;
        var document = PositionedXml.Read(find(_spec!)?.Xml ?? "<network>\n</network>");
        NetworkSpecEditor.Apply(document, _spec!);
        try
        {
            return NetworkDefinitionReader.Complete(document, _newUuid);
        }
        catch (XmlInvalidException fault)
        {
            throw Invalid("spec", fault.Message);
        }
    }

    private static InvalidArgumentException Invalid(string parameter, string message) =>
        new(message, new InvalidArgumentDetails { Parameter = parameter });
}
