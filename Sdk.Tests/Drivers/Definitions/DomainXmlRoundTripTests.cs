using Virtwire.Sdk.Server.Drivers.Test.Definitions;
using Virtwire.Sdk.Tests.Drivers.Support;

namespace Virtwire.Sdk.Tests.Drivers.Definitions;

public sealed class DomainXmlRoundTripTests
{
    private static readonly Guid Added = Guid.Parse("00000000-0000-4000-8000-000000000001");

    [Theory]
    [MemberData(nameof(DomainDocuments.Names), MemberType = typeof(DomainDocuments))]
    public void A_dump_equals_what_was_defined(string name)
    {
        var given = DomainDocuments.Read(name);
        var definition = DomainDefinitionReader.Read(given, () => Added);
        var withUuid = definition.Uuid != Added;

        Assert.Equal(CanonicalXml.Of(given, withUuid), CanonicalXml.Of(definition.Xml, withUuid));
    }

    [Theory]
    [MemberData(nameof(DomainDocuments.Names), MemberType = typeof(DomainDocuments))]
    public void A_dump_that_is_defined_again_stays_what_it_is(string name)
    {
        var first = DomainDefinitionReader.Read(DomainDocuments.Read(name), () => Added);
        var second = DomainDefinitionReader.Read(first.Xml, () => throw new InvalidOperationException("The dump has a uuid."));

        Assert.Equal(first.Xml, second.Xml);
        Assert.Equal(first.Mark, second.Mark);
    }

    [Theory]
    [MemberData(nameof(DomainDocuments.Names), MemberType = typeof(DomainDocuments))]
    public void The_dump_of_an_active_domain_has_its_id_and_is_else_the_same(string name)
    {
        var definition = DomainDefinitionReader.Read(DomainDocuments.Read(name), () => Added);
        var live = definition.XmlWithId(4711);

        Assert.Equal("4711", PositionedXml.Read(live).DocumentElement!.GetAttribute("id"));
        Assert.Equal(CanonicalXml.Of(definition.Xml), CanonicalXml.Of(live));
        Assert.False(PositionedXml.Read(definition.Xml).DocumentElement!.HasAttribute("id"));
    }

    [Fact]
    public void Passwords_are_left_out_and_nothing_else()
    {
        var definition = DomainDefinitionReader.Read(DomainDocuments.Read("vnc-password"), () => Added);
        var expected = definition.Xml
            .Replace(" passwd=\"s3cr't\"", "", StringComparison.Ordinal)
            .Replace(" passwd=\"other\"", "", StringComparison.Ordinal);

        Assert.True(definition.HasPasswords);
        Assert.Equal(expected, DomainXmlWriter.WithoutPasswords(definition.Xml));
    }

    [Fact]
    public void A_uuid_is_added_behind_the_name_and_indented_like_it()
    {
        var definition = DomainDefinitionReader.Read(
            "<domain type='test'>\n    <name>x</name>\n    <memory>1</memory><os><type>hvm</type></os></domain>", () => Added);

        Assert.Contains($"\n    <name>x</name>\n    <uuid>{Added}</uuid>\n    <memory>", definition.Xml, StringComparison.Ordinal);
    }
}
