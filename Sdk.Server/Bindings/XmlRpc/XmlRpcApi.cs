using System.Text;
using System.Text.Json;
using Virtwire.Sdk.Schema.Model;
using Virtwire.Sdk.Server.Bindings.Http;
using Virtwire.Sdk.Server.Bindings.Http.Calls;
using Virtwire.Sdk.Server.Sessions;

namespace Virtwire.Sdk.Server.Bindings.XmlRpc;

/// <summary>The methods of the server's schema: <c>Domain.lookupByName</c> with one struct of named parameters, or with values by position.</summary>
internal sealed class XmlRpcApi : XmlRpcTarget
{
    private const string StructType = "struct";

    private Dictionary<string, MethodModel>? _methods;

    /// <inheritdoc/>
    internal override IEnumerable<string> MethodsFor(HttpExchange exchange) => OfView(exchange, static view =>
        view.Methods.Entries.Where(static e => e.Driver is not null).Select(static e => Encoding.UTF8.GetString(e.Name.Span)).ToList());

    /// <inheritdoc/>
    internal override IReadOnlyList<IReadOnlyList<string>>? SignaturesOf(HttpExchange exchange, string method)
    {
        if (Find(exchange, method) is not { } model)
            return null;
        var signatures = new List<IReadOnlyList<string>>();
        if (model.Static && !model.Params.Any(static p => !p.Optional))
            signatures.Add([StructType]);
        signatures.Add([StructType, StructType]);
        if (model.Positional.Count > 0)
            signatures.Add([StructType, .. model.Positional.Select(name => TypeOf(exchange, model.Params.FirstOrDefault(p => p.Name == name)?.Type))]);
        return signatures;
    }

    /// <inheritdoc/>
    internal override string? HelpOn(HttpExchange exchange, string method) => Find(exchange, method) is { } model ? model.Lifecycle.Doc ?? "" : null;

    /// <inheritdoc/>
    internal override async Task<XmlRpcValue> CallAsync(HttpExchange exchange, XmlRpcRequest request)
    {
        ReadOnlyMemory<byte> parameters = request.Params switch
        {
            [] => default,
            [XmlRpcValue.Struct named] => XmlRpcJson.ToJson(named),
            var values => XmlRpcJson.ToJson(new XmlRpcValue.List(values)),
        };
        var answer = await HttpCall.AskAsync(exchange, Encoding.UTF8.GetBytes(request.Method), parameters).ConfigureAwait(false);
        if (answer.Error is { } error)
            throw new XmlRpcFault(error);
        using var result = JsonDocument.Parse(answer.Result);
        return new XmlRpcJson(exchange.Core.Schema).OfResult(result.RootElement, Find(exchange, request.Method));
    }

    // By the name that is called, which may be one that the method had before.
    private MethodModel? Find(HttpExchange exchange, string method)
    {
        var entry = OfView(exchange, view => view.Methods.Find(Encoding.UTF8.GetBytes(method)));
        return entry is { Driver: not null } ? Methods(exchange).GetValueOrDefault(entry.Method.Descriptor.Name) : null;
    }

    private Dictionary<string, MethodModel> Methods(HttpExchange exchange) => _methods ??= (
        from home in exchange.Core.Schema.Namespaces
        from resource in home.Resources
        from method in resource.Methods
        select (Name: $"{resource.Name}.{method.Name}", method)).DistinctBy(static m => m.Name).ToDictionary(static m => m.Name, static m => m.method, StringComparer.Ordinal);

    private static T OfView<T>(HttpExchange exchange, Func<SessionView, T> ask)
    {
        var session = RequestSessions.Open(exchange);
        try
        {
            return ask(session.View);
        }
        finally
        {
            session.Close();
        }
    }

    private static string TypeOf(HttpExchange exchange, TypeExpression? type) => type switch
    {
        // The receiver, which is no parameter of the schema.
        null => StructType,
        { Kind: TypeExpressionKind.Array } => "array",
        { Kind: TypeExpressionKind.Map } => StructType,
        { IsBuiltIn: true } => type.Name switch
        {
            BuiltInTypes.Bool => "boolean",
            BuiltInTypes.Int32 => "int",
            BuiltInTypes.Integer or BuiltInTypes.Duration => "i8",
            BuiltInTypes.Float => "double",
            BuiltInTypes.Bytes => "base64",
            BuiltInTypes.Timestamp => "dateTime.iso8601",
            BuiltInTypes.Json => StructType,
            _ => "string",
        },
        _ => exchange.Core.Schema.FindType(type.Name) switch
        {
            AliasModel alias => TypeOf(exchange, alias.Target),
            EnumModel => "string",
            _ => StructType,
        },
    };
}
