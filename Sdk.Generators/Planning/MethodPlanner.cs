using Virtwire.Sdk.Generators.Model;
using Virtwire.Sdk.Schema.Model;

namespace Virtwire.Sdk.Generators.Planning;

/// <summary>Methods of a resource: their requests, and what client, server and description say of them.</summary>
internal sealed class MethodPlanner(LinkedSchema schema, TypeMap types, RecordPlanner records)
{
    private const string Wire = "global::Virtwire.Sdk.Wire.";

    /// <summary>The record of a method's parameters, or null where a shared one does.</summary>
    public RecordModel? Request(NamespaceModel ns, ResourceModel resource, MethodModel method)
    {
        if (KindOf(method) != RequestKind.Own)
            return null;
        var name = RequestName(resource, method);
        var paged = method.MaxPage is not null;
        var members = new List<MemberModel>();
        if (!method.Static)
            members.Add(Self(ns, resource, askedFor: !paged));
        members.AddRange(records.Members(method.Params, method.Lifecycle));
        if (paged)
            members.AddRange(PageMembers(method));
        return new RecordModel
        {
            TypeName = name,
            Doc = new($"The parameters of {resource.Name}.{method.Name}."),
            IsValueType = true,
            Members = members.ToEquatableArray(),
            IgnoresUnknownMembers = method.IgnoreUnknownParams,
            IsPageRequest = paged,
            Positional = method.Positional.Select(p => members.FindIndex(m => m.WireName == p)).Where(static i => i >= 0).ToEquatableArray(),
        };
    }

    /// <summary>A method, decided.</summary>
    public MethodPlan Plan(NamespaceModel ns, ResourceModel resource, MethodModel method)
    {
        var kind = KindOf(method);
        var reference = types.Global(ns.Name + "." + resource.Name, "Ref");
        var plan = new MethodPlan
        {
            Name = CSharpNames.Pascal(method.Name),
            Descriptor = ApiPlanner.DescriptorOf(ns, resource, method.Name),
            Doc = Docs.Of(method.Lifecycle, $"Calls {resource.Name}.{method.Name}.", Facts(method), resource.Lifecycle.Since),
            IsStatic = method.Static,
            Request = kind,
            RequestType = kind switch
            {
                RequestKind.None => Wire + "NoParams",
                RequestKind.SelfOnly => $"{Wire}{(method.Positional.Count > 0 ? "PositionalSelfParams" : "SelfParams")}<{reference}>",
                _ => types.Global(ns.Name + "." + RequestName(resource, method)),
            },
            Parameters = Ordered(method),
            Result = ResultKind.Nothing,
            ResultType = "",
            Errors = method.Errors.Select(Mention).ToEquatableArray(),
        };
        return method.Task is { } task ? WithTask(plan, method, task)
            : method.Stream != StreamDirection.None ? plan with { Result = ResultKind.Result, ResultType = Wire + "StreamTicket" }
            : method.Result is null ? plan
            : WithResult(plan, method, types.Unaliased(method.Result));
    }

    /// <summary>A method whose call only starts the work: the result is what the task ends with.</summary>
    private MethodPlan WithTask(MethodPlan plan, MethodModel method, TaskModel task)
    {
        const string Nothing = Wire + "Nothing";
        var ended = method.Result is { } result
            ? WithResult(plan, method, types.Unaliased(result))
            : plan with { Result = ResultKind.Result, ResultType = Nothing };
        return ended with
        {
            Task = new TaskPlan(task.Progress is { } progress ? types.Named(progress).Name : Nothing, task.Progress is not null, ended.ResultType),
        };
    }

    private MethodPlan WithResult(MethodPlan plan, MethodModel method, TypeExpression result)
    {
        if (method.MaxPage is not null && result.Kind == TypeExpressionKind.Array)
        {
            var item = types.Unaliased(result.Element!);
            return plan with
            {
                Result = IsResource(item) ? ResultKind.HandlePage : ResultKind.Page,
                ResultType = types.Of(item).Name,
                HandleType = IsResource(item) ? types.Global(item.Name) : "",
            };
        }

        if (IsResource(result))
            return plan with { Result = ResultKind.Handle, ResultType = types.Of(result).Name, HandleType = types.Global(result.Name) };
        var type = types.Of(result).Name;
        if (method.Unwrap && schema.FindType(result.Name) is StructModel model && records.Struct(model) is { SingleMember: >= 0 } record)
            return plan with { Result = ResultKind.Value, ResultType = type, ValueType = record.Members[record.SingleMember].PropertyType };
        return plan with { Result = ResultKind.Result, ResultType = type };
    }

    /// <summary>Required parameters first, those with a position before the others, then the optional ones.</summary>
    private EquatableArray<MemberModel> Ordered(MethodModel method)
    {
        var positions = method.Positional.ToList();
        return method.Params
            .Select(p => records.Member(p, method.Lifecycle))
            .Select((member, index) => (member, index, position: positions.IndexOf(member.WireName)))
            .OrderBy(static p => p.member.MayBeAbsent)
            .ThenBy(static p => p.position < 0 ? int.MaxValue : p.position)
            .ThenBy(static p => p.index)
            .Select(static p => p.member)
            .ToEquatableArray();
    }

    private MemberModel Self(NamespaceModel ns, ResourceModel resource, bool askedFor)
    {
        var reference = types.Named(ns.Name + "." + resource.Name);
        return new MemberModel
        {
            WireName = "self",
            Property = "Self",
            Variable = "self",
            Type = reference,
            AskedFor = askedFor,
            Doc = new(askedFor ? "The object that is asked." : "The object that is asked. A handle fills it in."),
        };
    }

    private MemberModel[] PageMembers(MethodModel method) =>
    [
        new MemberModel
        {
            WireName = "limit",
            Property = "Limit",
            Variable = "limit",
            Type = types.Named(BuiltInTypes.Int32),
            Presence = Presence.Optional,
            Checks = new([new CheckModel("Min", "1"), new CheckModel("Max", FormattableString.Invariant($"{method.MaxPage}"))]),
            Doc = new($"The most items of a page, at most {method.MaxPage}."),
        },
        new MemberModel
        {
            WireName = "after",
            Property = "After",
            Variable = "after",
            Type = types.Named(BuiltInTypes.String),
            Presence = Presence.Optional,
            Doc = new("The cursor of an earlier page, to go on after it."),
        },
    ];

    private ErrorMention Mention(string qualifiedName) =>
        new(types.Global(qualifiedName, "Exception"), schema.FindError(qualifiedName)?.Lifecycle.Doc ?? "The server answers this error.");

    private bool IsResource(TypeExpression type) =>
        type.Kind == TypeExpressionKind.Named && !type.IsBuiltIn && schema.FindType(type.Name) is null;

    private static RequestKind KindOf(MethodModel method) =>
        method.Params.Count > 0 || method.MaxPage is not null || method.IgnoreUnknownParams ? RequestKind.Own
        : method.Static ? RequestKind.None
        : RequestKind.SelfOnly;

    private static string RequestName(ResourceModel resource, MethodModel method) =>
        resource.CSharpName + CSharpNames.Pascal(method.Name) + "Request";

    private static string Facts(MethodModel method)
    {
        var facts = "Needs the access " + (method.Access switch
        {
            MethodAccess.Read => "read",
            MethodAccess.Write => "write",
            _ => "admin",
        }) + ".";
        if (method.Destructive)
            facts += " What it destroys cannot be brought back.";
        if (method.Idempotent)
            facts += " Calling it twice does no harm.";
        return facts;
    }
}
