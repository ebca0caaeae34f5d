namespace Virtwire.Sdk.Server.Bindings.Http.Rest;

/// <summary>The route that is told of a method: it has one.</summary>
/// <param name="HttpMethod">GET, POST or DELETE.</param>
/// <param name="Template">The path, with its keys in braces: <c>/api/domains/{domain}/suspend</c>.</param>
/// <param name="Method">The method.</param>
/// <param name="Place">The place that it is at.</param>
/// <param name="Keys">How the keys in the path name objects, from the left.</param>
internal sealed record RestRoute(string HttpMethod, string Template, RestMethod Method, RestPlace Place, IReadOnlyList<(string Name, RestKeys Keys)> Keys)
{
    /// <summary>The same without the parent, where the method can be told apart without it; null otherwise.</summary>
    internal RestRoute? Also { get; init; }
}
