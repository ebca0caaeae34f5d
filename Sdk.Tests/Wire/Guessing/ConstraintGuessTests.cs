using System.Text;
using Virtwire.Sdk.Tests.Everything;
using Virtwire.Sdk.Tests.Wire.Guessing.Soak;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Tests.Wire.Guessing;

/// <summary>A request's values are held to their constraints by guess: taken where they meet them, left to the JSON reader where they do not.</summary>
public sealed class ConstraintGuessTests
{
    private const string Bounded = """{"count":3,"level":0,"list":[1],"pause":15,"rank":0,"text":"abc"}""";

    private static readonly Guid Uuid = Guid.Parse("6695eb01-f6a4-8304-79aa-97f2502e193f");

    [Theory]
    [InlineData("a", 1)]
    [InlineData("web-1", 1)]
    [InlineData("a", 255)]
    [InlineData("日", 1)]
    [InlineData("日", 255)]
    public void What_a_client_asks_of_a_domain_is_read_by_guess_alone(string piece, int times)
    {
        var domain = new DomainRef { Name = string.Concat(Enumerable.Repeat(piece, times)), Uuid = Uuid };
        var json = WireValue.ToBytes<SelfParams<DomainRef>, SelfParams<DomainRef>>(new(domain));
        var cursor = new WireCursor(json, WireMode.Strict, WireFormat.MaxDepth);

        Assert.True(SelfParams<DomainRef>.TryReadWire(ref cursor, out var request));
        Assert.True(cursor.Rest.IsEmpty);
        Assert.Equal(0, cursor.Surprises);
        Assert.Equal((domain.Name, Uuid), (request.Self.Name, request.Self.Uuid));
    }

    [Theory]
    [InlineData("", 1, WireFault.TooShort)]
    [InlineData("a", 256, WireFault.TooLong)]
    [InlineData("🖥", 256, WireFault.TooLong)]
    public void A_name_beyond_its_bounds_is_refused_where_it_lies(string piece, int times, WireFault fault)
    {
        var domain = new DomainRef { Name = string.Concat(Enumerable.Repeat(piece, times)), Uuid = Uuid };
        var json = WireValue.ToBytes<SelfParams<DomainRef>, SelfParams<DomainRef>>(new(domain));

        Assert.False(WireCursor.TryRead<SelfParams<DomainRef>, SelfParams<DomainRef>>(json, WireMode.Strict, WireFormat.MaxDepth, out _));
        Assert.Equal((fault, "self.name"), Probe.Refusal<SelfParams<DomainRef>, SelfParams<DomainRef>>(json));
    }

    [Theory]
    [InlineData("""{"percent":0}""", true)]
    [InlineData("""{"percent":-1}""", false)]
    [InlineData("""{"percent":100}""", true)]
    [InlineData("""{"percent":101}""", false)]
    [InlineData("""{"big":"9999999999999999999"}""", true)]
    [InlineData("""{"ratio":-1.5}""", true)]
    [InlineData("""{"ratio":-1.5000000000000002}""", false)]
    [InlineData("""{"ratio":1.5}""", true)]
    [InlineData("""{"ratio":1.5000000000000002}""", false)]
    [InlineData("""{"wait":10}""", true)]
    [InlineData("""{"wait":9}""", false)]
    [InlineData("""{"name":"ab"}""", true)]
    [InlineData("""{"name":"a"}""", false)]
    [InlineData("""{"name":"abcdefgh"}""", true)]
    [InlineData("""{"name":"abcdefghi"}""", false)]
    [InlineData("""{"name":"aB"}""", false)]
    [InlineData("""{"code":"ABC-1"}""", true)]
    [InlineData("""{"code":"ABC-"}""", false)]
    [InlineData("""{"host":"a.example"}""", true)]
    [InlineData("""{"host":"-a.example"}""", false)]
    [InlineData("""{"v4":"10.0.0.1"}""", true)]
    [InlineData("""{"v4":"10.0.0.256"}""", false)]
    [InlineData("""{"v6":"::1"}""", true)]
    [InlineData("""{"v6":":::1"}""", false)]
    [InlineData("""{"mac":"52:54:00:12:34:56"}""", true)]
    [InlineData("""{"mac":"52:54:00:12:34"}""", false)]
    [InlineData("""{"xml":"<a/>"}""", true)]
    [InlineData("""{"xml":"<a>"}""", false)]
    [InlineData("""{"blob":"AA=="}""", true)]
    [InlineData("""{"blob":""}""", false)]
    [InlineData("""{"blob":"AAAAAA=="}""", true)]
    [InlineData("""{"blob":"AAAAAAA="}""", false)]
    [InlineData("""{"list":[1]}""", true)]
    [InlineData("""{"list":[]}""", false)]
    [InlineData("""{"list":[1,2,3]}""", true)]
    [InlineData("""{"list":[1,2,3,4]}""", false)]
    [InlineData("""{"list":[1,2,1]}""", false)]
    [InlineData("""{"points":[{"x":1,"y":2},{"x":2,"y":1}]}""", true)]
    [InlineData("""{"points":[{"x":1,"y":2},{"x":1,"y":2}]}""", false)]
    [InlineData("""{"map":{"a":"1"}}""", true)]
    [InlineData("""{"map":{}}""", false)]
    [InlineData("""{"map":{"a":"1","b":"2"}}""", true)]
    [InlineData("""{"map":{"a":"1","b":"2","c":"3"}}""", false)]
    [InlineData("""{"few":["ab"]}""", true)]
    [InlineData("""{"few":[]}""", false)]
    [InlineData("""{"few":["a"]}""", false)]
    [InlineData("""{"few":["ab","bc","cd"]}""", true)]
    [InlineData("""{"few":["ab","bc","cd","de"]}""", false)]
    [InlineData("""{"few":["ab","ab"]}""", false)]
    [InlineData("""{"nullable":null}""", true)]
    [InlineData("""{"nullable":"ab"}""", true)]
    [InlineData("""{"nullable":"a"}""", false)]
    [InlineData("""{"nullable":"🖥"}""", false)]
    [InlineData("""{"nullable":"🖥🖥"}""", true)]
    [InlineData("""{"list":[1],"nullable":"ab","percent":101}""", false)]
    [InlineData("""{"list":[1,1],"nullable":"ab","percent":100}""", false)]
    public void Members_that_may_be_absent_are_taken_where_they_meet_their_constraints(string json, bool isMet) =>
        AssertTaken<Constrained>(json, isMet);

    [Theory]
    [InlineData("\"count\":3", "\"count\":2", true)]
    [InlineData("\"count\":3", "\"count\":1", false)]
    [InlineData("\"count\":3", "\"count\":4", true)]
    [InlineData("\"count\":3", "\"count\":5", false)]
    [InlineData("\"level\":0", "\"level\":null", true)]
    [InlineData("\"level\":0", "\"level\":-1", true)]
    [InlineData("\"level\":0", "\"level\":-2", false)]
    [InlineData("\"level\":0", "\"level\":1", true)]
    [InlineData("\"level\":0", "\"level\":2", false)]
    [InlineData("[1]", "[]", false)]
    [InlineData("[1]", "[1,1]", true)]
    [InlineData("[1]", "[1,1,1]", false)]
    [InlineData("\"pause\":15,", "", true)]
    [InlineData("\"pause\":15", "\"pause\":null", true)]
    [InlineData("\"pause\":15", "\"pause\":10", true)]
    [InlineData("\"pause\":15", "\"pause\":9", false)]
    [InlineData("\"pause\":15", "\"pause\":20", true)]
    [InlineData("\"pause\":15", "\"pause\":21", false)]
    [InlineData("\"rank\":0", "\"rank\":null", true)]
    [InlineData("\"rank\":0", "\"rank\":-1", true)]
    [InlineData("\"rank\":0", "\"rank\":-2", false)]
    [InlineData("\"rank\":0", "\"rank\":1", true)]
    [InlineData("\"rank\":0", "\"rank\":2", false)]
    [InlineData("abc", "a", false)]
    [InlineData("abc", "ab", true)]
    [InlineData("abc", "abcd", false)]
    [InlineData("abc", "🖥", false)]
    [InlineData("abc", "🖥🖥", true)]
    [InlineData("abc", "🖥🖥🖥", true)]
    [InlineData("abc", "🖥🖥🖥🖥", false)]
    [InlineData("abc", "aé日", true)]
    [InlineData("abc", "e\u0301e\u0301", false)]
    public void Members_that_must_be_there_are_taken_where_they_meet_their_constraints(string old, string now, bool isMet) =>
        AssertTaken<Bounded>(Bounded.Replace(old, now, StringComparison.Ordinal), isMet);

    [Theory]
    [InlineData("\\ud83d\\udda5", false)]
    [InlineData("\\ud83d\\udda5\\n", true)]
    [InlineData("\\u0061\\u0062\\u0063", true)]
    [InlineData("\\ud83d\\udda5\\ud83d\\udda5\\ud83d\\udda5", true)]
    [InlineData("\\u0061bcd", false)]
    [InlineData("\\n", false)]
    public void Escaped_text_is_measured_unescaped(string text, bool isMet)
    {
        var json = Bounded.Replace("abc", text, StringComparison.Ordinal);

        Assert.Equal(isMet, Guess<Bounded>(json, WireMode.Strict, out var surprises));
        Assert.Equal(1, surprises);
        AssertAgreed<Bounded>(json, WireMode.Strict);
    }

    // What is not there yet has no value that could be out of bounds: nothing of it may be read a second time.
    [Theory]
    [InlineData("""{"level":0,"list":[1],"rank":0,"text":"abc","count":3}""", true, 1)]
    [InlineData("""{"level":0,"list":[1],"rank":0,"text":"abc","count":1}""", false, 1)]
    [InlineData("""{"text":"abc","rank":null,"list":[1],"level":null,"count":4}""", true, 1)]
    [InlineData("""{"text":"abcd","rank":null,"list":[1],"level":null,"count":4}""", false, 0)]
    public void Members_in_another_order_are_checked_by_who_reads_them(string json, bool isMet, int surprises)
    {
        Assert.Equal(isMet, Guess<Bounded>(json, WireMode.Strict, out var met));
        Assert.Equal(surprises, met);
        AssertAgreed<Bounded>(json, WireMode.Strict);
    }

    [Fact]
    public void Variants_are_held_to_their_constraints()
    {
        AssertTaken<Shape>("""{"kind":"circle","radius":0}""", isMet: true);
        AssertTaken<Shape>("""{"kind":"circle","radius":-0.5}""", isMet: false);
        AssertTaken<Shape>("""{"kind":"tile","label":"a","side":2}""", isMet: true);
        AssertTaken<Shape>("""{"kind":"tile","label":"a","side":-2}""", isMet: false);
    }

    [Fact]
    public void Constraints_are_checked_without_allocating()
    {
        var json = """{"side":0.5}"""u8.ToArray();
        WireValue.Read<Square, Square>(json, WireMode.Strict);
        var before = GC.GetAllocatedBytesForCurrentThread();

        WireValue.Read<Square, Square>(json, WireMode.Strict);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    /// <summary>A request is taken by guess alone exactly where it meets the constraints; an answer, which nobody checks, always.</summary>
    private static void AssertTaken<T>(string json, bool isMet)
        where T : IWireCodec<T>
    {
        Assert.True(Guess<T>(json, WireMode.Lenient, out var surprises));
        Assert.Equal(0, surprises);
        Assert.Equal(isMet, Guess<T>(json, WireMode.Strict, out surprises));
        Assert.True(!isMet || surprises == 0, "The JSON reader had to read.");
        Assert.Equal(isMet, IsTakenPlain<T>(json));
        AssertAgreed<T>(json, WireMode.Lenient);
        AssertAgreed<T>(json, WireMode.Strict);
    }

    private static void AssertAgreed<T>(string json, WireMode mode)
        where T : IWireCodec<T> => Assert.Null(new CodecSubject<T, T>().Disagreement(Encoding.UTF8.GetBytes(json), mode, out _));

    private static bool IsTakenPlain<T>(string json)
        where T : IWireCodec<T>
    {
        try
        {
            WireValue.ReadPlain<T, T>(Encoding.UTF8.GetBytes(json), WireMode.Strict, WireFormat.MaxDepth);
            return true;
        }
        catch (WireException)
        {
            return false;
        }
    }

    private static bool Guess<T>(string json, WireMode mode, out int surprises)
        where T : IWireCodec<T>
    {
        var cursor = new WireCursor(Encoding.UTF8.GetBytes(json), mode, WireFormat.MaxDepth);
        try
        {
            return T.TryReadWire(ref cursor, out _) && cursor.Rest.IsEmpty;
        }
        catch (WireException)
        {
            return false;
        }
        finally
        {
            surprises = cursor.Surprises;
        }
    }
}
