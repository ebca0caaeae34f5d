namespace Virtwire.Sdk.Server.Drivers.Test.Storage;

/// <summary>What a caller gives to describe an object: a document, a spec that edits it, or a spec alone.</summary>
internal static class StorageDocument
{
    /// <summary>Refuses a call that gives neither.</summary>
    public static void RequireOne(string? xml, object? spec)
    {
        if (xml is null && spec is null)
            throw new InvalidArgumentException("Give xml, spec, or both.", new InvalidArgumentDetails { Parameter = "xml" });
    }

    /// <summary>Reads what was given. Where no document was, a fault of it is one of the spec, and has no place.</summary>
    public static T Read<T>(bool hasXml, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (XmlInvalidException fault) when (!hasXml)
        {
            throw new InvalidArgumentException(fault.Message, new InvalidArgumentDetails { Parameter = "spec" });
        }
    }
}
