using System.Text;
using Virtwire.Sdk.Tests.Everything;
using Virtwire.Sdk.Tests.Generators.Support;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Tests.Generators;

/// <summary>What single features of the language become in emitted types.</summary>
public sealed class EmittedCodecTests
{
    [Fact]
    public void Optional_is_not_nullable()
    {
        const string Least = """{"bothList":null,"nullable":null,"nullableMap":null,"nullableNumber":null,"required":"r"}""";
        var value = EmittedCodecs.Read<Presence>(Least);
        Assert.Null(value.Optional);
        Assert.False(value.Both.HasValue);
        Assert.True(value.BothList.HasValue);
        Assert.Null(value.BothList.Value);
        Assert.Equal(Least, EmittedCodecs.Write(value));

        Refused<Presence>("""{"nullable":null,"nullableMap":null,"nullableNumber":null,"optional":null,"required":"r"}""", WireFault.Null, "optional");
        Refused<Presence>("""{"nullableMap":null,"nullableNumber":null,"required":"r"}""", WireFault.Missing, "nullable");
        Refused<Presence>("""{"nullable":null,"nullableMap":null,"nullableNumber":null,"required":null}""", WireFault.Null, "required");
    }

    [Fact]
    public void Unknown_variants_compare_whatever_numbers_they_hold()
    {
        var left = EmittedCodecs.Read<Shape>("""{"kind":"later","a":1e99999999999,"b":1.0}""", WireMode.Lenient);
        var right = EmittedCodecs.Read<Shape>("""{"b":1,"kind":"later","a":1e99999999999}""", WireMode.Lenient);
        Assert.IsType<Shape.Unknown>(left);
        Assert.Equal(left, right);
        Assert.Equal(left.GetHashCode(), right.GetHashCode());
        Assert.NotEqual(left, EmittedCodecs.Read<Shape>("""{"kind":"later","a":2e99999999999,"b":1.0}""", WireMode.Lenient));
    }

    [Theory]
    [InlineData(WireMode.Strict)]
    [InlineData(WireMode.Lenient)]
    public void Defaults_are_filled_in(WireMode mode)
    {
        var value = EmittedCodecs.Read<Defaults>("{}", mode);
        Assert.True(value.Flag);
        Assert.Equal(7, value.Count);
        Assert.Equal(ulong.MaxValue, value.Big);
        Assert.Equal("a \"b\" \\ c", value.Word);
        Assert.Equal(Color.Red, value.Color);
        Assert.Equal(Switch.On, value.Switch);
        Assert.Equal(0.5, value.Ratio);
        Assert.Equal(TimeSpan.FromSeconds(1.5), value.Pause);
        Assert.Equal(["a", "b"], value.Names!);
        Assert.Equal(new Point { X = 1, Y = 2 }, value.Point);
        Assert.Equal(3, value.Maybe.Value);
        Assert.Null(EmittedCodecs.Read<Defaults>("""{"maybe":null}""", mode).Maybe.Value);
        Assert.True(value.None.HasValue);
        Assert.Null(value.None.Value);
    }

    [Theory]
    [InlineData("""{"percent":101}""", WireFault.OutOfRange, "percent")]
    [InlineData("""{"percent":-1}""", WireFault.OutOfRange, "percent")]
    [InlineData("""{"big":"10000000000000000001"}""", WireFault.OutOfRange, "big")]
    [InlineData("""{"ratio":1.6}""", WireFault.OutOfRange, "ratio")]
    [InlineData("""{"wait":9}""", WireFault.OutOfRange, "wait")]
    [InlineData("""{"name":"a"}""", WireFault.TooShort, "name")]
    [InlineData("""{"name":"abcdefghi"}""", WireFault.TooLong, "name")]
    [InlineData("""{"name":"Abc"}""", WireFault.Pattern, "name")]
    [InlineData("""{"code":"AB-1"}""", WireFault.Pattern, "code")]
    [InlineData("""{"host":"-a"}""", WireFault.Format, "host")]
    [InlineData("""{"v4":"1.2.3"}""", WireFault.Format, "v4")]
    [InlineData("""{"v6":"::g"}""", WireFault.Format, "v6")]
    [InlineData("""{"mac":"52:54"}""", WireFault.Format, "mac")]
    [InlineData("""{"xml":"<a>"}""", WireFault.Format, "xml")]
    [InlineData("""{"blob":""}""", WireFault.TooShort, "blob")]
    [InlineData("""{"blob":"AAAAAAA="}""", WireFault.TooLong, "blob")]
    [InlineData("""{"list":[]}""", WireFault.TooFew, "list")]
    [InlineData("""{"list":[1,2,3,4]}""", WireFault.TooMany, "list")]
    [InlineData("""{"list":[1,1]}""", WireFault.NotUnique, "list")]
    [InlineData("""{"points":[{"x":1,"y":2},{"y":2,"x":1}]}""", WireFault.NotUnique, "points")]
    [InlineData("""{"map":{}}""", WireFault.TooFew, "map")]
    [InlineData("""{"few":["ab","a"]}""", WireFault.TooShort, "few[1]")]
    [InlineData("""{"few":["ab","ab"]}""", WireFault.NotUnique, "few")]
    [InlineData("""{"nullable":"a"}""", WireFault.TooShort, "nullable")]
    public void A_broken_constraint_is_refused_with_its_path(string json, WireFault fault, string path)
    {
        Refused<Constrained>(json, fault, path);

        // A later version may have loosened it: a client takes what the server says.
        Assert.NotNull(EmittedCodecs.Read<Constrained>(json, WireMode.Lenient));
    }

    [Fact]
    public void A_constraint_of_a_nullable_member_lets_null_pass() =>
        Assert.Null(EmittedCodecs.Read<Constrained>("""{"nullable":null}""").Nullable.Value);

    [Fact]
    public void A_path_leads_through_lists_maps_and_unions() =>
        Refused<Drawing>(
            """{"shapes":[{"kind":"circle","radius":1},{"side":-2,"kind":"square"}]}""", WireFault.OutOfRange, "shapes[1].side");

    [Theory]
    [InlineData("""{"kind":"circle","radius":2}""")]
    [InlineData("""{"radius":2,"kind":"circle"}""")]
    [InlineData("""{"radius":2,"\u006bind":"c\u0069rcle"}""")]
    public void The_tag_of_a_union_may_stand_anywhere(string json)
    {
        var shape = EmittedCodecs.Read<Shape>(json);
        Assert.Equal(new Shape.Circle(new Circle { Radius = 2 }), shape);
        Assert.Equal("""{"kind":"circle","radius":2}""", EmittedCodecs.Write(shape));
    }

    [Fact]
    public void An_open_union_keeps_what_it_does_not_know()
    {
        const string Json = """{"a":[1,{"kind":"x"}],"kind":"hexagon"}""";
        var shape = Assert.IsType<Shape.Unknown>(EmittedCodecs.Read<Shape>(Json, WireMode.Lenient));
        Assert.Equal("hexagon", shape.Tag);
        Assert.Equal(shape, EmittedCodecs.Read<Shape>("""{"kind":"hexagon","a":[1,{"kind":"x"}]}""", WireMode.Lenient));
        Assert.Equal(Json, EmittedCodecs.Write<Shape>(shape));
        Refused<Shape>(Json, WireFault.Unknown, "kind");
    }

    [Fact]
    public void A_closed_union_refuses_what_it_does_not_know()
    {
        Refused<Answer>("""{"type":"maybe"}""", WireFault.Unknown, "type");
        Assert.Throws<WireException>(() => EmittedCodecs.Read<Answer>("""{"type":"maybe"}""", WireMode.Lenient));
        Refused<Answer>("""{"x":1,"y":2}""", WireFault.Missing, "type");
        Refused<Answer>("""{"type":"yes","x":1,"y":2,"type":"yes"}""", WireFault.Duplicate, "type");
    }

    [Fact]
    public void A_variant_converts_to_its_union_where_that_is_unambiguous()
    {
        Shape shape = new Circle { Radius = 1 };
        Assert.IsType<Shape.Circle>(shape);
        Assert.Null(typeof(Shape).GetMethod("op_Implicit", [typeof(Square)]));
    }

    [Fact]
    public void An_open_enum_keeps_text_that_it_does_not_know()
    {
        var color = ReadColor("\"mauve\"", WireMode.Lenient);
        Assert.Equal("mauve", color.ToString());
        Assert.False(color.IsKnown);
        Assert.Equal(Color.Known.Other, color.Value);
        Assert.Equal(Color.Of("mauve"), color);
        Assert.NotEqual(Color.Other, color);
        Assert.Equal(Size.Known.Unrecognized, Size.Of("huge").Value);
        Assert.Equal(Color.Known.LightBlue, Color.Of("light-blue").Value);
        Assert.Throws<WireException>(() => ReadColor("\"mauve\"", WireMode.Strict));
        Assert.Equal("", default(Color).ToString());
    }

    [Fact]
    public void Values_keep_their_text_whatever_their_name_in_code()
    {
        Assert.Equal("802.1Qbg", Color._802_1Qbg.ToString());
        Assert.Equal("light-blue", Color.LightBlue.ToString());
    }

    [Fact]
    public void A_renamed_value_is_read_under_its_earlier_name()
    {
        Assert.Equal(Color.Grey, ReadColor("\"gray\"", WireMode.Strict));
        Assert.Equal("grey", ReadColor("\"gray\"", WireMode.Lenient).ToString());
        Assert.Equal(Switch.Stuck, WireValue.Read<Switch, SwitchCodec>("\"jammed\""u8, WireMode.Strict));
        Assert.Equal(new Shape.Point(new Point { X = 1, Y = 2 }), EmittedCodecs.Read<Shape>("""{"kind":"dot","x":1,"y":2}"""));
    }

    [Fact]
    public void A_renamed_member_is_read_under_its_earlier_names_and_written_under_its_own()
    {
        Assert.Equal("""{"count":1,"cpuMode":"a"}""", EmittedCodecs.Rewrite("Renamed", """{"cpuModel":"a","n":1}"""));
        Refused<Renamed>("""{"count":1,"number":2}""", WireFault.Duplicate, "number");
    }

    [Fact]
    public void Closed_enums_are_native()
    {
        Assert.Equal(-3, (int)Switch.Stuck);
        Assert.Equal("\"stuck\"", Encoding.UTF8.GetString(WireValue.ToBytes<Switch, SwitchCodec>(Switch.Stuck)));
        Assert.Throws<WireException>(() => WireValue.Read<Switch, SwitchCodec>("\"broken\""u8, WireMode.Lenient));
    }

    [Fact]
    public void Unknown_members_are_kept_only_where_a_value_travels_both_ways()
    {
        const string Json = """{"inner":{"n":1,"y":[true]},"name":"a","x":{"z":1},"shape":{"t":"inner","n":2,"w":null}}""";
        Assert.Equal(
            """{"inner":{"n":1,"y":[true]},"name":"a","shape":{"t":"inner","n":2,"w":null},"x":{"z":1}}""",
            EmittedCodecs.Rewrite("Kept", Json, WireMode.Lenient));
        Assert.Null(typeof(Tree).GetProperty("UnknownMembers"));
        Assert.NotNull(typeof(Kept).GetProperty("UnknownMembers"));
    }

    [Fact]
    public void Sensitive_members_do_not_show()
    {
        var secret = new Everything.Secret { User = "u", Password = "hidden", Pin = "hidden", Note = "n" };
        Assert.Equal("Secret { Note = n, Password = ***, Pin = ***, User = u }", secret.ToString());
        Assert.DoesNotContain("hidden", new WidgetEverythingRequest { Password = "hidden" }.ToString(), StringComparison.Ordinal);
        Assert.Contains("Key = ***", new SecretPoint { X = 1, Key = new byte[] { 7 } }.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void More_members_than_a_word_has_bits()
    {
        const string Least = """{"m00":0,"m63":63,"m64":64,"m69":69}""";
        Assert.Equal(Least, EmittedCodecs.Rewrite("Wide", Least));
        Refused<Wide>("""{"m00":0,"m63":63,"m64":64}""", WireFault.Missing, "m69");
        Refused<Wide>("""{"m00":0,"m64":64,"m69":1}""", WireFault.Missing, "m63");
        Refused<Wide>("""{"m00":0,"m63":63,"m64":64,"m69":69,"m64":1}""", WireFault.Duplicate, "m64");
    }

    [Fact]
    public void A_type_may_hold_itself_as_deep_as_the_wire_allows()
    {
        var deep = Nested(WireFormat.MaxDepth / 2);
        Assert.Equal(deep, EmittedCodecs.Rewrite("Tree", deep));
        var tooDeep = Assert.Throws<WireException>(() => EmittedCodecs.Rewrite("Tree", Nested(WireFormat.MaxDepth)));
        Assert.Equal(WireFault.TooDeep, tooDeep.Fault);

        static string Nested(int depth) => depth == 0 ? """{"name":"leaf"}""" : $$"""{"name":"n","parent":{{Nested(depth - 1)}}}""";
    }

    private static Color ReadColor(string json, WireMode mode) => EmittedCodecs.Read<Color>(json, mode);

    private static void Refused<T>(string json, WireFault fault, string path)
        where T : IWireType<T>
    {
        var refusal = Assert.Throws<WireException>(() => EmittedCodecs.Read<T>(json));
        Assert.Equal(fault, refusal.Fault);
        Assert.Equal(path, refusal.PathIn(Encoding.UTF8.GetBytes(json)));
    }
}
