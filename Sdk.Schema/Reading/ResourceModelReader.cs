using Virtwire.Sdk.Schema.Model;
using Virtwire.Sdk.Schema.Text;

namespace Virtwire.Sdk.Schema.Reading;

/// <summary>Makes the models of errors, resources, methods and events out of checked JSON.</summary>
internal static class ResourceModelReader
{
    public static ErrorModel ReadError(string name, JsonValue error, int index) => new()
    {
        Name = name,
        Lifecycle = LifecycleReader.Read(error),
        // A code that could not be read is replaced by one that clashes with nothing.
        Code = error.Integer("code") ?? -1 - index,
        Http = error.Integer("http") ?? 500,
        Retry = error.Choice("retry", ("never", RetryClass.Never), ("immediate", RetryClass.Immediate), ("later", RetryClass.Later)),
        Hint = error.Text("hint"),
        Data = error.Map("data", FieldModelReader.Read),
    };

    public static ResourceModel Read(string name, JsonValue resource) => new()
    {
        Name = name,
        Lifecycle = LifecycleReader.Read(resource),
        Identity = resource.Map("identity", FieldModelReader.ReadIdentity),
        Keys = ReadKeys(resource),
        Parent = resource.Reference("parent"),
        Rest = resource.Name("rest", NameRule.Route),
        Singular = resource.Name("singular", NameRule.Definition),
        Plural = resource.Name("plural", NameRule.Definition),
        Methods = resource.Map("methods", static (method, element, _) => ReadMethod(method, element)),
        Events = resource.Map("events", static (@event, element, _) => ReadEvent(@event, element)),
    };

    private static EquatableArray<EquatableArray<string>> ReadKeys(JsonValue resource) =>
        resource.Find("keys") is { Kind: JsonKind.Array } keys
            ? keys.Items.Where(static k => k.Kind == JsonKind.Array).Select(static k => k.Names(NameRule.Member.Accepts)).ToEquatableArray()
            : default;

    private static MethodModel ReadMethod(string name, JsonValue method)
    {
        var result = method.Object("result");
        return new MethodModel
        {
            Name = name,
            Lifecycle = LifecycleReader.Read(method),
            Static = method.Flag("static"),
            Access = method.Choice("access", ("read", MethodAccess.Read), ("write", MethodAccess.Write), ("admin", MethodAccess.Admin)),
            Destructive = method.Flag("destructive"),
            Idempotent = method.Flag("idempotent"),
            Positional = method.Names("positional", NameRule.Member.Accepts),
            Params = method.Map("params", FieldModelReader.ReadParameter),
            IgnoreUnknownParams = method.Text("unknownParams") == "ignore",
            Result = result?.Type("type"),
            Unwrap = result?.Flag("unwrap") ?? false,
            MaxPage = method.Object("paginate")?.Integer("maxPage"),
            Task = method.Object("task") is { } task ? new TaskModel(task.Reference("progress"), task.Flag("cancel")) : null,
            Stream = method.Choice(
                "stream", ("", StreamDirection.None), ("up", StreamDirection.Up), ("down", StreamDirection.Down), ("both", StreamDirection.Both)),
            Errors = method.Names("errors", static n => TypeExpressionReader.IsReference(n, NameRule.Definition)),
            Examples = method.List("examples", static e => new ExampleModel(e.Text("doc"), e.Canonical("params"), e.Canonical("result"))),
        };
    }

    private static EventModel ReadEvent(string name, JsonValue @event) => new()
    {
        Name = name,
        Lifecycle = LifecycleReader.Read(@event),
        Delivery = @event.Choice("delivery", ("replay", EventDelivery.Replay), ("live", EventDelivery.Live)),
        Data = @event.Map("data", FieldModelReader.Read),
    };
}
