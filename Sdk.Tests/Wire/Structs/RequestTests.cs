using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Tests.Wire;

public sealed class RequestTests
{
    private const string Uuid = "6695eb01-f6a4-8304-79aa-97f2502e193f";

    [Theory]
    [InlineData("""{"self":{"name":"web1"},"memory":5}""")]
    [InlineData("""[{"name":"web1"},5]""")]
    public void Parameters_are_read_by_name_and_by_position(string json)
    {
        var request = Probe.Read<SampleRequest, SampleRequest>(json, WireMode.Strict);

        Assert.Equal(new SampleRequest { Self = SampleRef.ByName("web1"), Memory = 5 }, request);
        Assert.Equal("""{"self":{"name":"web1"},"memory":5}""", Probe.Write<SampleRequest, SampleRequest>(request));
    }

    [Theory]
    [InlineData("[]", WireFault.Missing, "self")]
    [InlineData("""[{"name":"web1"}]""", WireFault.Missing, "memory")]
    [InlineData("""[{"name":"web1"},5,6]""", WireFault.TooMany, "[2]")]
    [InlineData("""[{"name":"web1"},[5]]""", WireFault.Mistyped, "[1]")]
    [InlineData("""[{"name":""},5]""", WireFault.TooShort, "[0].name")]
    [InlineData("""[{"name":"a b"},5]""", WireFault.Pattern, "[0].name")]
    [InlineData("""{"self":{},"memory":5}""", WireFault.Missing, "self")]
    [InlineData("""{"self":{"id":1},"memory":5}""", WireFault.Unknown, "self.id")]
    [InlineData("""{"self":{"name":"a"},"memory":5,"x":1}""", WireFault.Unknown, "x")]
    [InlineData("5", WireFault.Mistyped, "")]
    public void Faults_name_the_path(string json, WireFault fault, string path) =>
        Assert.Equal((fault, path), Probe.Refusal<SampleRequest, SampleRequest>(json));

    [Theory]
    [InlineData("""{"uuid":"6695eb01-f6a4-8304-79aa-97f2502e193f"}""")]
    [InlineData("""{"name":"web1"}""")]
    [InlineData("""{"name":"web1","uuid":"6695eb01-f6a4-8304-79aa-97f2502e193f"}""")]
    public void Any_complete_key_finds_an_object(string json) =>
        Assert.Equal(json, Probe.Write<SampleRef, SampleRef>(Probe.Read<SampleRef, SampleRef>(json, WireMode.Strict)));

    [Fact]
    public void A_handle_without_a_key_says_which_there_are()
    {
        var json = "{\"self\":{}}"u8.ToArray();
        var refusal = Assert.Throws<WireException>(() => WireValue.Read<SelfParams<SampleRef>, SelfParams<SampleRef>>(json, WireMode.Strict));

        Assert.Equal("'self' must name its object by uuid, or name.", refusal.MessageFor(refusal.PathIn(json)));
    }

    [Fact]
    public void Self_alone_is_a_struct_of_one_member()
    {
        const string json = $$$"""{"self":{"uuid":"{{{Uuid}}}"}}""";
        var request = new SelfParams<SampleRef>(SampleRef.ByUuid(Guid.Parse(Uuid)));

        Assert.Equal(json, Probe.Write<SelfParams<SampleRef>, SelfParams<SampleRef>>(request));
        Assert.Equal(request, Probe.Read<SelfParams<SampleRef>, SelfParams<SampleRef>>(json, WireMode.Strict));
        Assert.Equal((WireFault.Missing, "self"), Probe.Refusal<SelfParams<SampleRef>, SelfParams<SampleRef>>("{}"));
        Assert.Equal((WireFault.Mistyped, ""), Probe.Refusal<SelfParams<SampleRef>, SelfParams<SampleRef>>("[{}]"));
        Assert.Equal((WireFault.Unknown, "x"), Probe.Refusal<SelfParams<SampleRef>, SelfParams<SampleRef>>("""{"x":1}"""));
    }

    [Theory]
    [InlineData("""{"self":{"name":"a"}}""")]
    [InlineData("""[{"name":"a"}]""")]
    public void Self_may_be_given_by_position_where_the_method_says_so(string json)
    {
        var request = Probe.Read<PositionalSelfParams<SampleRef>, PositionalSelfParams<SampleRef>>(json, WireMode.Strict);

        Assert.Equal(SampleRef.ByName("a"), request.Self);
        Assert.Equal("""{"self":{"name":"a"}}""", Probe.Write<PositionalSelfParams<SampleRef>, PositionalSelfParams<SampleRef>>(request));
    }

    [Theory]
    [InlineData("[]", WireFault.Missing, "self")]
    [InlineData("""[{"name":"a"},1]""", WireFault.TooMany, "[1]")]
    [InlineData("""[1]""", WireFault.Mistyped, "[0]")]
    public void Self_by_position_is_one_item(string json, WireFault fault, string path) =>
        Assert.Equal((fault, path), Probe.Refusal<PositionalSelfParams<SampleRef>, PositionalSelfParams<SampleRef>>(json));

    [Fact]
    public void No_parameters_are_an_empty_object_or_array()
    {
        Assert.Equal("{}", Probe.Write<NoParams, NoParams>(default));
        Probe.Read<NoParams, NoParams>("{}", WireMode.Strict);
        Probe.Read<NoParams, NoParams>("[]", WireMode.Strict);
        Assert.Equal((WireFault.Unknown, "a"), Probe.Refusal<NoParams, NoParams>("""{"a":1}"""));
        Assert.Equal((WireFault.TooMany, "[0]"), Probe.Refusal<NoParams, NoParams>("[1]"));
        Assert.Equal((WireFault.Null, ""), Probe.Refusal<NoParams, NoParams>("null"));
    }

    [Fact]
    public void Nothing_is_an_empty_object_that_may_grow()
    {
        Assert.Equal("{}", Probe.Write<Nothing, Nothing>(default));
        Assert.Equal(default, Probe.Read<Nothing, Nothing>("""{"later":[1]}"""));
        Assert.Equal((WireFault.Mistyped, ""), Probe.Refusal<Nothing, Nothing>("[]"));
        Assert.Equal(default, Probe.Read<NoHandle, NoHandle>("{}"));
    }

    [Fact]
    public void A_started_task_and_a_ticket_have_the_contracts_forms()
    {
        const string ticket = """{"stream":"/streams/3f","expires":"2026-01-31T12:00:00Z"}""";

        Assert.Equal("""{"task":{"id":"7"}}""", Probe.Write<TaskStarted, TaskStarted>(new TaskStarted("7")));
        Assert.Equal(new TaskStarted("7"), Probe.Read<TaskStarted, TaskStarted>("""{"task":{"id":"7","later":1},"later":1}"""));
        Assert.Equal((WireFault.Missing, "task.id"), Probe.Refusal<TaskStarted, TaskStarted>("""{"task":{}}"""));
        Assert.Equal(ticket, Probe.Write<StreamTicket, StreamTicket>(Probe.Read<StreamTicket, StreamTicket>(ticket)));
    }
}
