using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Virtwire.Sdk.Schema.Text;

namespace Virtwire.Sdk.Tests.Schema.Text;

public sealed class JsonNumberTests
{
    private static readonly string[] Ordered =
    [
        "-1e400", "-18446744073709551616", "-10.5", "-10", "-1", "-0.001", "0", "1e-400", "0.1", "0.10000000000000000000001", "1", "9.99", "10",
        "9007199254740992", "9007199254740993", "18446744073709551615", "18446744073709551616", "1e400",
    ];

    [Fact]
    public void Numbers_of_any_size_compare()
    {
        for (var i = 0; i < Ordered.Length; i++)
        {
            for (var j = 0; j < Ordered.Length; j++)
                Assert.Equal(i.CompareTo(j), Math.Sign(Number(Ordered[i]).CompareTo(Number(Ordered[j]))));
        }
    }

    [Theory]
    [InlineData("1.50", "1.5")]
    [InlineData("-0.0", "0")]
    [InlineData("0e9", "0")]
    [InlineData("1E+2", "100")]
    [InlineData("1e19", "10000000000000000000")]
    [InlineData("1e20", "1e20")]
    [InlineData("12e20", "1.2e21")]
    [InlineData("0.00001", "0.00001")]
    [InlineData("0.0000001", "1e-7")]
    [InlineData("18446744073709551615", "18446744073709551615")]
    public void There_is_one_way_to_write_a_number(string text, string canonical)
    {
        Assert.Equal(canonical, Number(text).ToString());
        Assert.Equal(Number(text), Number(canonical));
    }

    [Theory]
    [InlineData("1", true)]
    [InlineData("1.0", true)]
    [InlineData("15e-1", false)]
    [InlineData("150e-1", true)]
    [InlineData("0", true)]
    public void A_number_without_a_fraction_is_whole(string text, bool isInteger) => Assert.Equal(isInteger, Number(text).IsInteger);

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("01")]
    [InlineData("1.")]
    [InlineData(".5")]
    [InlineData("+1")]
    [InlineData("1e")]
    [InlineData("1e+")]
    [InlineData("0x1")]
    [InlineData("1 ")]
    [InlineData("NaN")]
    public void What_is_no_number_is_not_read(string text) => Assert.False(JsonNumber.TryParse(text, out _));

    [Fact]
    public void It_agrees_with_decimal() => Prop.ForAll<decimal, decimal>(static (a, b) =>
    {
        var (x, y) = (Number(a.ToString(CultureInfo.InvariantCulture)), Number(b.ToString(CultureInfo.InvariantCulture)));
        return Math.Sign(x.CompareTo(y)) == Math.Sign(a.CompareTo(b))
            && x.IsInteger == (a == decimal.Truncate(a))
            && decimal.Parse(x.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture) == a
            && (x == y) == (a == b);
    }).QuickCheckThrowOnFailure();

    private static JsonNumber Number(string text)
    {
        Assert.True(JsonNumber.TryParse(text, out var number));
        return number;
    }
}
