using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Virtwire.Sdk.Schema.Model;
using SchemaAccess = Virtwire.Sdk.Schema.Model.MethodAccess;

namespace Virtwire.Sdk.Server.Bindings.Http.Rest;

/// <summary>A method, with what routes want to know of it.</summary>
internal sealed class RestMethod(NamespaceModel home, ResourceModel resource, MethodModel method)
{
    /// <summary>The namespace that it is of.</summary>
    internal NamespaceModel Home => home;

    /// <summary>The resource that it is of.</summary>
    internal ResourceModel Resource => resource;

    /// <summary>The method.</summary>
    internal MethodModel Method => method;

    /// <summary>The name on the wire: <c>Domain.setMaxMemory</c>.</summary>
    internal string Name { get; } = $"{resource.Name}.{method.Name}";

    /// <summary>The name on the wire, UTF-8.</summary>
    internal ReadOnlyMemory<byte> Utf8Name { get; } = Encoding.UTF8.GetBytes($"{resource.Name}.{method.Name}");

    /// <summary>The last word of its route: <c>set-max-memory</c>.</summary>
    internal string Word { get; } = JsonNamingPolicy.KebabCaseLower.ConvertName(method.Name);

    /// <summary>Whether it changes nothing, and so may be asked with GET.</summary>
    internal bool IsRead => IsReading(method);

    /// <summary>The HTTP method of the route that has its word.</summary>
    internal string HttpMethod => IsRead ? HttpMethods.Get : HttpMethods.Post;

    /// <summary>Whether a method changes nothing.</summary>
    internal static bool IsReading(MethodModel method) => method.Access == SchemaAccess.Read;

    /// <summary>The parameter of that name, now or earlier; null for none. The page's own and the receiver are not among them.</summary>
    internal FieldModel? FindParameter(string name) =>
        method.Params.FirstOrDefault(p => p.Name == name) ?? method.Params.FirstOrDefault(p => p.Lifecycle.Was.Any(was => was.Name == name));
}
