using System.Globalization;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Virtwire.Sdk.Schema.Model;
using Virtwire.Sdk.Server.Bindings.XmlRpc;

namespace Virtwire.Sdk.Tests.Server.Bindings.XmlRpc;

/// <summary>What is written is read again as the same.</summary>
public sealed class XmlRpcProperties
{
    private static readonly Gen<string> Texts = Gen.Elements("a \n\r\t<>&'\"]é\u4e2d\ud7ff\ufffd".ToCharArray()).ArrayOf().Select(static c => new string(c));

    private static readonly Gen<double> Reals = Gen.OneOf(
        Gen.Choose(int.MinValue, int.MaxValue).Select(static n => n / 1024.0),
        from mantissa in Gen.Choose(int.MinValue, int.MaxValue) from power in Gen.Choose(-320, 290) select mantissa * Math.Pow(10, power));

    private static readonly Gen<XmlRpcValue> Scalars = Gen.OneOf<XmlRpcValue>(
        Gen.Choose(int.MinValue, int.MaxValue).Select(static n => (XmlRpcValue)new XmlRpcValue.Int(n)),
        Gen.Choose(int.MinValue, int.MaxValue).Select(static n => (XmlRpcValue)new XmlRpcValue.Long(n * 4_000_000_007L)),
        Gen.Elements(true, false).Select(static b => (XmlRpcValue)new XmlRpcValue.Bool(b)),
        Reals.Select(static n => (XmlRpcValue)new XmlRpcValue.Real(n)),
        Texts.Select(static t => (XmlRpcValue)new XmlRpcValue.Text(t)),
        Gen.Choose(0, int.MaxValue).Select(static s => (XmlRpcValue)new XmlRpcValue.Instant(DateTimeOffset.UnixEpoch.AddSeconds(s))),
        Gen.Choose(0, 255).Select(static b => (byte)b).ArrayOf().Select(static b => (XmlRpcValue)new XmlRpcValue.Binary(b)),
        Gen.Constant((XmlRpcValue)XmlRpcValue.Nil.Instance));

    private static readonly Gen<XmlRpcValue> Values = ValuesOf(3);

    [Fact]
    public void A_call_that_is_written_is_read_as_the_same() => Prop.ForAll(Arb.From(Values), value =>
    {
        var written = XmlRpcWriter.Request(new XmlRpcRequest("a.b", [value, value]));
        var read = XmlRpcReader.Read(written);
        return read is { Method: "a.b", Params: [var one, var other] } && Same(one, value) && Same(other, value);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_number_is_written_without_an_exponent_and_read_as_the_same() => Prop.ForAll(Arb.From(Reals), number =>
    {
        var text = XmlRpcScalars.Format(number);
        return !text.Contains('E', StringComparison.Ordinal) && double.Parse(text, CultureInfo.InvariantCulture).Equals(number);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Json_that_is_made_of_a_value_is_the_same_value_by_its_type() => Prop.ForAll(Arb.From(Scalars), value =>
    {
        var type = value switch
        {
            XmlRpcValue.Int => BuiltInTypes.Int32,
            XmlRpcValue.Long => BuiltInTypes.Integer,
            XmlRpcValue.Bool => BuiltInTypes.Bool,
            XmlRpcValue.Real => BuiltInTypes.Float,
            XmlRpcValue.Instant => BuiltInTypes.Timestamp,
            XmlRpcValue.Binary => BuiltInTypes.Bytes,
            _ => BuiltInTypes.String,
        };
        var list = new XmlRpcValue.List([value, value]);
        using var json = JsonDocument.Parse(XmlRpcJson.ToJson(list));
        return Same(new XmlRpcJson(null).Of(json.RootElement, TypeExpression.Array(TypeExpression.Named(type))), list);
    }).QuickCheckThrowOnFailure();

    private static Gen<XmlRpcValue> ValuesOf(int depth)
    {
        if (depth == 0)
            return Scalars;
        var inner = ValuesOf(depth - 1);
        var few = from count in Gen.Choose(0, 4) from items in inner.ArrayOf(count) select items;
        return Gen.OneOf(
            Scalars,
            few.Select(static items => (XmlRpcValue)new XmlRpcValue.List(items)),
            few.Select(static items => (XmlRpcValue)new XmlRpcValue.Struct([.. items.Select(static (item, i) => ($"m {i}<", item))])));
    }

    // Lists are no values of their own in C#: they are compared as they are written.
    private static bool Same(XmlRpcValue left, XmlRpcValue right) => Text(left) == Text(right);

    private static string Text(XmlRpcValue value) => Encoding.UTF8.GetString(XmlRpcWriter.Response(value).Span);
}
