using System.Text.Json;
using Virtwire.Sdk.Wire;
using Virtwire.Sdk.Wire.Text;

namespace Virtwire.Sdk.Tests.Wire;

public sealed class JsonEqualityTests
{
    private const string Huge = "1e99999999999";

    private static readonly string[] Values =
    [
        "null", "true", "0", "-0", "0.0", "1", "1.0", "10e-1", "1e400", Huge, "10e99999999998", "-1e-99999999999", "0e99999999999", "\"a\"", "\"\\u0061\"",
        "\"\\ud800\"", "[]", "{}", "[1]", $"[{Huge}]", $"[{Huge},1.0]", $"[{Huge},1]", "{\"\\ud800\":1}", "{\"\\ud801\":1}", "{\"\\ud800a\":1}", "{\"\\ud800\\u0061\":1}", "{\"\\ud800\":1,\"\\ud801\":2}", "{\"\\ud801\":2,\"\\ud800\":1}",
        $$"""{"a":{{Huge}},"b":1.0}""", $$"""{"b":1,"a":{{Huge}}}""", $$"""{"b":1,"a":10e99999999998}""", $$"""{"a":1,"a":{{Huge}}}""",
    ];

    [Fact]
    public void Any_two_elements_compare_without_an_exception_and_equal_ones_hash_alike()
    {
        var elements = Values.Select(static v => JsonDocument.Parse(v).RootElement).Append(default).ToArray();
        foreach (var left in elements)
        {
            Assert.True(JsonEquality.Instance.Equals(left, left));
            foreach (var right in elements)
            {
                var equal = JsonEquality.Instance.Equals(left, right);
                Assert.Equal(equal, JsonEquality.Instance.Equals(right, left));
                if (equal)
                    Assert.Equal(JsonEquality.Instance.GetHashCode(left), JsonEquality.Instance.GetHashCode(right));
            }
        }
    }

    [Theory]
    [InlineData("""{"a":1e99999999999,"b":1.0}""", """{"b":1,"a":1e99999999999}""", true)]
    [InlineData("""[1e99999999999,1.0]""", """[1e99999999999,1]""", true)]
    [InlineData("""[1e99999999999]""", """[2e99999999999]""", false)]
    [InlineData("""{"a":1e99999999999}""", """{"b":1e99999999999}""", false)]
    [InlineData("""{"\ud800":1}""", """{"\ud801":1}""", false)]
    [InlineData("""{"\ud800":1}""", """{"":1}""", false)]
    [InlineData("""{"\ud800":1,"a":1.0}""", """{"a":1,"\ud800":1}""", true)]
    [InlineData("""{"\ud800":1,"\ud801":2}""", """{"\ud801":2,"\ud800":1}""", true)]
    public void What_stands_around_that_which_cannot_be_weighed_counts_by_its_value(string left, string right, bool equal) =>
        Assert.Equal(equal, WireJson.AreEqual(JsonDocument.Parse(left).RootElement, JsonDocument.Parse(right).RootElement));
}
