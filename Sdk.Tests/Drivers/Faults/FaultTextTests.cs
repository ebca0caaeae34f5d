using Virtwire.Sdk.Server.Drivers.Test.Faults;

namespace Virtwire.Sdk.Tests.Drivers.Faults;

/// <summary>Rules as they stand in a driver's URI.</summary>
public class FaultTextTests
{
    [Theory]
    [InlineData("Domain.suspend:web1:hang", "Domain.suspend", "web1", "Hang", null)]
    [InlineData("Domain.*:*:fail", "Domain.*", "*", "Fail", null)]
    [InlineData("Domain.migrate:perform:web1:fail=NoDomain:times=2", "Domain.migrate:perform", "web1", "Fail", 2)]
    [InlineData("StorageVolume.delete:pool/vol:slow=1.5s", "StorageVolume.delete", "pool/vol", "Delay", null)]
    public void A_rule_has_a_point_an_object_and_an_action(string text, string point, string subject, string action, int? times)
    {
        var rule = FaultText.Read(text);
        Assert.Equal((point, subject, action, times), (rule.Point, rule.Subject, rule.Action.GetType().Name, rule.Times));
    }

    [Theory]
    [InlineData("200ms", 200)]
    [InlineData("1.5s", 1500)]
    [InlineData("2m", 120000)]
    [InlineData("0ms", 0)]
    public void Times_have_units(string text, double milliseconds) =>
        Assert.Equal(milliseconds, FaultText.ReadTime("latency", text).TotalMilliseconds);

    [Theory]
    [InlineData("")]
    [InlineData("Domain.suspend")]
    [InlineData("Domain.suspend:hang")]
    [InlineData("Domain.suspend::hang")]
    [InlineData("Domain.suspend:web1:explode")]
    [InlineData("Domain.suspend:web1:slow")]
    [InlineData("Domain.suspend:web1:slow=5")]
    [InlineData("Domain.suspend:web1:slow=-1s")]
    [InlineData("Domain.suspend:web1:hang=1s")]
    [InlineData("Domain.suspend:web1:fail=NoSuchError")]
    [InlineData("Domain.suspend:web1:hang:times=0")]
    public void What_is_no_rule_is_refused(string text) => Assert.Throws<ArgumentException>(() => FaultText.Read(text));

    [Fact]
    public void A_failure_is_the_error_of_the_API()
    {
        var fail = Assert.IsType<FaultAction.Fail>(FaultText.Read("Domain.suspend:web1:fail=NoDomain").Action);
        var error = fail.Error("Domain.suspend", "web1");
        Assert.Equal((1001, "NoDomain"), (error.Code, error.ErrorName));
        Assert.Contains("'web1'", error.Message, StringComparison.Ordinal);
        Assert.Equal(-32603, Assert.IsType<FaultAction.Fail>(FaultText.Read("Domain.suspend:web1:fail").Action).Error("", "").Code);
    }
}
