namespace Virtwire.Sdk;

/// <summary>What a caller must be allowed to do.</summary>
public enum MethodAccess
{
    /// <summary>Changes nothing: the role <c>read</c>.</summary>
    Read,

    /// <summary>Changes objects: the role <c>operate</c>.</summary>
    Write,

    /// <summary>Changes the server, or reads what only its owner may: the role <c>admin</c>.</summary>
    Admin,
}
