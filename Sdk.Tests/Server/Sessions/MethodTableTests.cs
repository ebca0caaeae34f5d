using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Virtwire.Sdk.Server.Sessions;

namespace Virtwire.Sdk.Tests.Server.Sessions;

public sealed class MethodTableTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(60)]
    [InlineData(2000)]
    public void Every_name_is_found_and_no_other(int count)
    {
        var names = Enumerable.Range(0, count).Select(i => $"Resource{i % 37}.verb{i}").ToList();
        var table = Table(names);
        Assert.All(names, n => Assert.Equal(n, Find(table, n)));
        Assert.All(names, n => Assert.Null(Find(table, n + "x")));
        Assert.All(names, n => Assert.Null(Find(table, n[..^1] + "\0")));
        Assert.Null(Find(table, ""));
        Assert.Null(Find(table, "Domain.getInfo"));
    }

    [Fact]
    public void Any_names_make_a_table() => Prop.ForAll<NonNull<string>[]>(texts =>
    {
        var names = texts.Select(t => "R." + t.Get).Distinct().Where(n => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(n)) == n).ToList();
        var table = Table(names);
        return names.TrueForAll(n => Find(table, n) == n);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    private static MethodTable Table(IEnumerable<string> names) => new([.. names.Select(n => MethodEntry.Refuses(Describe(n), new InternalErrorException(n)))]);

    private static string? Find(MethodTable table, string name) => table.Find(Encoding.UTF8.GetBytes(name))?.Method.Descriptor.Name;

    private static MethodDescriptor Describe(string name) => new(name)
    {
        Namespace = "test",
        Since = new ApiVersion(1, 0),
        Access = MethodAccess.Read,
        Errors = ErrorFactory.BuiltIn,
    };
}
