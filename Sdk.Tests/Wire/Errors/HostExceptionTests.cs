using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Tests.Wire;

public sealed class HostExceptionTests
{
    [Fact]
    public void A_typed_error_travels_and_comes_back_typed()
    {
        var thrown = new SampleErrorException("No domain is named 'web9'.", new SampleErrorDetails { Domain = "web9" }).About(SampleRef.ByName("web9"));
        var json = Probe.Write<ErrorPayload, ErrorPayload>(thrown.ToPayload("trace"));
        var caught = Assert.IsType<SampleErrorException>(SampleErrors.Instance.ToException(Probe.Read<ErrorPayload, ErrorPayload>(json)));

        Assert.Equal(
            """{"code":1001,"message":"No domain is named 'web9'.","data":{"name":"NoDomain","object":{"name":"web9"},"hint":"List the domains to see which there are.","traceId":"trace","details":{"domain":"web9"}}}""",
            json);
        Assert.Equal(("web9", "trace", "NoDomain"), (caught.Domain, caught.CorrelationId, caught.ErrorName));
        Assert.Same(SampleErrorException.Descriptor, caught.Definition);
        Assert.Equal("""{"name":"web9"}""", caught.Subject!.Value.GetRawText());
        Assert.Equal(thrown.Message, caught.Message);
        Assert.Equal(RetryClass.Never, caught.Retry);
    }

    [Fact]
    public void An_error_without_its_details_is_still_that_error()
    {
        var none = Assert.IsType<SampleErrorException>(SampleErrors.Instance.ToException(new ErrorPayload { Code = 1001, Message = "m" }));
        var others = new SampleErrorException(Probe.Read<ErrorPayload, ErrorPayload>("""{"code":1001,"data":{"details":{"domain":7}}}"""));

        Assert.Null(none.Domain);
        Assert.Null(others.Domain);
        Assert.NotNull(others.Details);
        Assert.Equal("List the domains to see which there are.", none.Hint);
    }

    [Fact]
    public void An_error_that_no_schema_here_knows_is_a_plain_one()
    {
        var error = SampleErrors.Instance.ToException(new ErrorPayload { Code = 4711, Message = "m", Name = "Later", Hint = "h" });

        Assert.Equal(typeof(HostException), error.GetType());
        Assert.Equal((4711, "Later", "h", "m"), (error.Code, error.ErrorName, error.Hint, error.Message));
        Assert.Null(error.Definition);
        Assert.Equal(new ErrorPayload { Code = 4711, Message = "m", Name = "Later", Hint = "h" }, error.ToPayload());
    }

    [Theory]
    [InlineData(-32700, typeof(ParseErrorException))]
    [InlineData(-32600, typeof(InvalidRequestException))]
    [InlineData(-32601, typeof(MethodNotFoundException))]
    [InlineData(-32602, typeof(InvalidParamsException))]
    [InlineData(-32603, typeof(InternalErrorException))]
    [InlineData(-32000, typeof(HostException))]
    public void The_errors_of_json_rpc_have_types_of_their_own(int code, Type type)
    {
        var error = ErrorFactory.BuiltIn.ToException(new ErrorPayload { Code = code, Message = "m" });

        Assert.Equal(type, error.GetType());
        Assert.Equal(code, error.ToPayload().Code);
    }

    [Fact]
    public void Every_error_of_the_table_has_a_code_and_a_name_of_its_own_and_a_hint()
    {
        Assert.Equal(BuiltInErrors.All.Count, BuiltInErrors.All.Select(error => error.Code).Distinct().Count());
        Assert.Equal(BuiltInErrors.All.Count, BuiltInErrors.All.Select(error => error.Name).Distinct().Count());
        Assert.All(BuiltInErrors.All, error =>
        {
            Assert.InRange(error.Code, -32768, -32000);
            Assert.InRange(error.Http, 400, 599);
            Assert.False(string.IsNullOrEmpty(error.Hint));
            Assert.Equal("", error.Namespace);
        });
    }

    [Fact]
    public void Every_error_of_the_table_has_an_exception_with_its_code()
    {
        HostException[] raised =
        [
            new ParseErrorException("m"), new InvalidRequestException("m"), new MethodNotFoundException("m"), new InvalidParamsException("a", "m"),
            new InternalErrorException("m"), new ConnectionLostException("m"), new ConnectionFailedException("m"), new MalformedAnswerException("m"),
            new UnboundHandleException("m"),
        ];

        Assert.Equal(BuiltInErrors.All, raised.Select(error => error.Definition!));
        Assert.All(raised, error => Assert.Equal(error.Definition!.Name + "Exception", error.GetType().Name));
    }

    [Fact]
    public void A_codecs_refusal_becomes_invalid_params_that_name_the_path()
    {
        var json = """{"self":{"name":"web1"},"memory":"much"}"""u8.ToArray();
        var refusal = Assert.Throws<WireException>(() => WireValue.Read<SampleRequest, SampleRequest>(json, WireMode.Strict));

        var raised = new InvalidParamsException(refusal, json);
        var caught = Assert.IsType<InvalidParamsException>(ErrorFactory.BuiltIn.ToException(raised.ToPayload()));

        Assert.Equal("memory", caught.Path);
        Assert.Equal("'memory' must be a whole number, not a string.", caught.Message);
        Assert.Equal("""{"path":"memory","fault":"mistyped"}""", caught.Details!.Value.GetRawText());
        Assert.Same(refusal, raised.InnerException);
    }

    [Fact]
    public void A_drivers_invalid_params_name_the_path_and_are_refused() =>
        Assert.Equal("""{"path":"xml","fault":"refused"}""", new InvalidParamsException("xml", "The XML describes no domain.").Details!.Value.GetRawText());

    [Theory]
    [InlineData("""{"code":-32602,"message":"m"}""")]
    [InlineData("""{"code":-32602,"message":"m","data":"path"}""")]
    [InlineData("""{"code":-32602,"message":"m","data":{"details":{"path":1}}}""")]
    public void Invalid_params_of_another_server_have_no_path(string json) =>
        Assert.Null(Assert.IsType<InvalidParamsException>(ErrorFactory.BuiltIn.ToException(Probe.Read<ErrorPayload, ErrorPayload>(json))).Path);
}
