using Microsoft.AspNetCore.Http;

namespace Virtwire.Sdk.Server.Bindings.Http.Rest;

/// <summary>A node of the tree of paths: a collection, or an object of one.</summary>
/// <param name="template">Its path, with the keys in braces: <c>/api/pools/{pool}</c>.</param>
internal sealed class RestPlace(string template)
{
    /// <summary>Its path, with the keys in braces.</summary>
    internal string Template => template;

    /// <summary>The parameter that the last key of the path is: <c>self</c> at an object, the parent's name at a collection below one; null where there is no key.</summary>
    internal string? Receives { get; init; }

    /// <summary>How the objects of a collection are named; null where there are none.</summary>
    internal RestKeys? Keys { get; init; }

    /// <summary>The place of the objects of a collection; null where there are none.</summary>
    internal RestPlace? Object { get; init; }

    /// <summary>The methods by their words, each reached at the word's own path.</summary>
    internal Dictionary<string, RestMethod> Words { get; } = new(StringComparer.Ordinal);

    /// <summary>The methods that are reached at the place's own path, by HTTP method.</summary>
    internal Dictionary<string, RestMethod> Short { get; } = new(StringComparer.Ordinal);

    /// <summary>The collections below.</summary>
    internal Dictionary<string, RestPlace> Collections { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether anything is served here or below.</summary>
    internal bool IsEmpty => Words.Count == 0 && (Object is null || Object.Words.Count == 0);

    /// <summary>Adds a method at the path of its word and, where it is one of those that have it, at the place's own.</summary>
    /// <param name="method">The method.</param>
    /// <param name="shortFor">The HTTP method with which it has the place's own path; null where it has not.</param>
    internal void Add(RestMethod method, string? shortFor)
    {
        Words.Add(method.Word, method);
        if (shortFor is not null)
            Short.Add(shortFor, method);
    }

    /// <summary>The HTTP methods that a path takes: of the place, or of a word.</summary>
    internal IEnumerable<string> Allowed(RestMethod? word) => (word is { } method
        ? method.IsRead ? [HttpMethods.Get, HttpMethods.Head, HttpMethods.Post] : [HttpMethods.Post]
        : Short.Keys.SelectMany(static m => HttpMethods.IsGet(m) ? [HttpMethods.Get, HttpMethods.Head] : new[] { m }))
        .Append(HttpMethods.Options).Order(StringComparer.Ordinal);

    /// <summary>The method of the schema that an HTTP method asks for; null where it is not allowed.</summary>
    /// <remarks>What reads can be asked with POST as well at the path of its word, where its parameters are too long for a query.</remarks>
    internal RestMethod? Find(RestMethod? word, string httpMethod)
    {
        var asked = HttpMethods.IsHead(httpMethod) ? HttpMethods.Get : httpMethod;
        if (word is null)
            return Short.GetValueOrDefault(asked);
        return asked == word.HttpMethod || HttpMethods.IsPost(asked) ? word : null;
    }
}
