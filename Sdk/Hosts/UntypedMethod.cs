namespace Virtwire.Sdk.Hosts;

/// <summary>Describes methods that are called by name, of which nothing need be known here.</summary>
internal static class UntypedMethod
{
    /// <summary>A descriptor with the name, and the errors of the schema that has the method; else those of the host API.</summary>
    public static MethodDescriptor Describe(string name, IEnumerable<ApiDescription> apis) => new(name)
    {
        Namespace = "",
        Since = default,
        Access = MethodAccess.Admin,
        Errors = apis.SelectMany(static api => api.Methods).FirstOrDefault(method => method.Name == name)?.Errors ?? HostErrors.Instance,
    };
}
