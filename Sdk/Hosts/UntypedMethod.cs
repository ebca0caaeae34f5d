namespace Virtwire.Sdk.Hosts;

/// <summary>Describes methods that are called by name, of which nothing else may be known.</summary>
internal static class UntypedMethod
{
    /// <summary>A descriptor with the name, and otherwise what can be assumed of any method.</summary>
    public static MethodDescriptor Describe(string name) => new(name)
    {
        Namespace = "",
        Since = default,
        Access = MethodAccess.Admin,
        Errors = ErrorFactory.BuiltIn,
    };
}
