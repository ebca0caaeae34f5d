namespace Virtwire.Sdk.Schema.Reading;

/// <summary>The keywords of errors and of resources and what they hold.</summary>
internal static class ResourceKeywords
{
    private static readonly Keyword Data = new("data", ValueKind.ElementMap, "What it tells, by name.") { Element = ElementKind.Field };

    public static ElementShape[] Shapes() =>
    [
        new(ElementKind.Error, "an error", "An error that methods answer.", LifecycleKeywords.With(
            new("code", ValueKind.Integer, "The number on the wire.") { Required = true, Minimum = 1 },
            new("http", ValueKind.Integer, "The HTTP status.") { Required = true, Minimum = 400, Maximum = 599 },
            new("retry", ValueKind.Choice, "Whether, and when, the same call may succeed if it is tried again.")
                { Choices = new(["never", "immediate", "later"]), Default = "`never`" },
            new("hint", ValueKind.Text, "What to do next, for people."),
            Data with { Doc = "What `data.details` holds, by name." })),
        new(ElementKind.Resource, "a resource", "A kind of object with methods and events; without `identity`, a group of static methods.",
            LifecycleKeywords.With(
                new("identity", ValueKind.ElementMap, "The fields that a handle carries.") { Element = ElementKind.IdentityField, NotEmpty = true },
                new("keys", ValueKind.NameSets, "The sets of identity fields of which any one finds an object.") { NotEmpty = true },
                new("parent", ValueKind.Reference, "The resource that an object lies in; its handle is one of the identity fields.")
                    { Names = NameRule.Definition },
                new("rest", ValueKind.Name, "The collection's name in REST routes.") { Names = NameRule.Route },
                new("singular", ValueKind.Name, "The name of one, for C#, where the name itself would hide a type that every program uses.")
                    { Names = NameRule.Definition, Default = "the name" },
                new("plural", ValueKind.Name, "The name of many, for C#.") { Names = NameRule.Definition, Default = "the name of one and an `s`" },
                new("methods", ValueKind.ElementMap, "The methods by name.") { Element = ElementKind.Method },
                new("events", ValueKind.ElementMap, "The events by name.") { Element = ElementKind.Event })),
        new(ElementKind.Method, "a method", "A call: on the wire `Resource.method`.", LifecycleKeywords.With(
            new("static", ValueKind.Boolean, "Whether it has no receiver; otherwise the parameter `self` is the handle of one.")
                { Default = "`false`" },
            new("access", ValueKind.Choice, "What a caller must be allowed to do.") { Required = true, Choices = new(["read", "write", "admin"]) },
            new("destructive", ValueKind.Boolean, "Whether it loses something that cannot be brought back, so that a person is asked.")
                { Default = "`false`" },
            new("idempotent", ValueKind.Boolean, "Whether a second run does no harm.") { Default = "`false`" },
            new("positional", ValueKind.Names, "The parameters that may be given by position, in their order, which only ever grows at its end.")
                { NotEmpty = true },
            new("params", ValueKind.ElementMap, "The parameters by name.") { Element = ElementKind.Parameter },
            new("unknownParams", ValueKind.Choice, "What is done with parameters that the schema lacks.")
                { Choices = new(["refuse", "ignore"]), Default = "`refuse`" },
            new("result", ValueKind.Element, "What it answers.") { Element = ElementKind.Result, Default = "nothing: `{}`" },
            new("paginate", ValueKind.Element, "That it answers in pages; `limit` and `after` are parameters then.") { Element = ElementKind.Paginate },
            new("task", ValueKind.Element, "That the call only starts the work; `result` is what the task ends with.") { Element = ElementKind.Task },
            new("stream", ValueKind.Choice, "Which way bytes travel beside the call.") { Choices = new(["up", "down", "both"]), Default = "none" },
            new("errors", ValueKind.References, "The errors it may answer beside those that every method may.")
                { Names = NameRule.Definition, NotEmpty = true },
            new("examples", ValueKind.ElementList, "Calls that work as they stand.") { Element = ElementKind.Example, NotEmpty = true },
            LifecycleKeywords.Features)),
        new(ElementKind.Result, "a result", "What a method answers, always an object.", new(
        [
            new("type", ValueKind.TypeExpression, "A struct, a resource (its handle), or with `paginate` an array of either.") { Required = true },
            new("unwrap", ValueKind.Boolean, "Whether C# returns the one field of the struct instead of the struct.") { Default = "`false`" },
        ])),
        new(ElementKind.Paginate, "'paginate'", "That a method answers in pages.", new(
        [
            new("maxPage", ValueKind.Integer, "The most items of one page.") { Required = true, Minimum = 1 },
        ])),
        new(ElementKind.Task, "'task'", "That a method only starts the work.", new(
        [
            new("progress", ValueKind.Reference, "The struct that tells how far the work is.") { Names = NameRule.Definition },
            new("cancel", ValueKind.Boolean, "Whether the work can be cancelled.") { Default = "`false`" },
        ])),
        new(ElementKind.Example, "an example", "A call and its answer, checked against the types.", new(
        [
            new("doc", ValueKind.Text, "What it shows."),
            new("params", ValueKind.JsonObject, "The parameters, `self` among them.") { Default = "`{}`" },
            new("result", ValueKind.JsonObject, "The answer.") { Default = "not shown" },
        ])),
        new(ElementKind.Event, "an event", "Something that happened: on the wire `Resource.event`.", LifecycleKeywords.With(
            new("delivery", ValueKind.Choice, "Whether the event is kept for a while, so that a subscriber can resume, or told only to those who listen.")
                { Choices = new(["replay", "live"]), Default = "`replay`" },
            Data,
            LifecycleKeywords.Features)),
    ];
}
