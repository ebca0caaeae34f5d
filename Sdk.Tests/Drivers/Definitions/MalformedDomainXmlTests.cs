using Virtwire.Sdk.Server.Drivers.Test.Definitions;

namespace Virtwire.Sdk.Tests.Drivers.Definitions;

/// <summary>Every refusal of a document says what is wrong, in which element, and at which line and column.</summary>
public sealed class MalformedDomainXmlTests
{
    private const string Start = "<domain type='test'>\n  <name>x</name>\n  <memory>1024</memory>\n  <os><type>hvm</type></os>\n";

    [Theory]
    [InlineData("", "1:1", "Root element is missing")]
    [InlineData("hello", "1:1", "Data at the root level is invalid")]
    [InlineData("   \n  <domain", "2:10", "Unexpected end of file")]
    [InlineData("<domain type='test'>\n  <name>a</nam>\n</domain>", "2:12", "does not match the end tag of 'nam'")]
    [InlineData("<domain>\n<name>a</name>\n", "3:1", "Unexpected end of file")]
    [InlineData("<domain type=test/>", "1:14", "'test' is an unexpected token")]
    [InlineData("<domain type='test' type='kvm'/>", "1:21", "'type' is a duplicate attribute name")]
    [InlineData("<domain/>\n<domain/>", "2:2", "multiple root elements")]
    [InlineData("<domain><name>&nbsp;</name></domain>", "1:16", "Reference to undeclared entity 'nbsp'")]
    [InlineData("<domain><name>&#0;</name></domain>", "1:17", "invalid character")]
    [InlineData("<domain><name>a\u0001</name></domain>", "1:16", "invalid character")]
    [InlineData("<domain><qemu:arg/></domain>", "1:10", "'qemu' is an undeclared prefix")]
    [InlineData("<domain><!-- a -- b --></domain>", "1:16", "comment cannot contain '--'")]
    public void What_is_not_well_formed_is_refused(string xml, string at, string reason) => Refused(xml, at, null, reason);

    [Theory]
    [InlineData("<!DOCTYPE domain>\n<domain/>", "1:1")]
    [InlineData("<?xml version='1.0'?>\n<!DOCTYPE domain [<!ENTITY a 'b'>]>\n<domain><name>&a;</name></domain>", "2:1")]
    [InlineData("<!DOCTYPE domain SYSTEM 'file:///etc/passwd'><domain/>", "1:1")]
    [InlineData("\r\n\r\n  <?pi <!DOCTYPE ?>\r<!DOCTYPE domain><domain/>", "4:1")]
    [InlineData("<!-- first -->\n  <!DOCTYPE d [<!ENTITY % x SYSTEM 'http://127.0.0.1/'> %x;]><domain/>", "2:3")]
    public void A_document_type_declaration_is_refused(string xml, string at) => Refused(xml, at, null, "document type declaration");

    [Theory]
    [InlineData("<network><name>x</name></network>", "1:1", "network", "must be 'domain'")]
    [InlineData("\n\n <domain xmlns='urn:x' type='test'/>", "3:2", "domain", "without a namespace")]
    [InlineData("<x:domain xmlns:x='urn:x'/>", "1:1", "x:domain", "without a namespace")]
    [InlineData("<domain type='test'><memory>1</memory></domain>", "1:1", "domain", "name is missing")]
    [InlineData("<domain type='test'>\n  <name/>\n</domain>", "2:3", "domain/name", "name is missing")]
    [InlineData("<domain type='test'>\n  <name>a/b</name>\n</domain>", "2:3", "domain/name", "'a/b' contains a slash")]
    [InlineData("<domain type='test'>\n  <name>a\nb</name>\n</domain>", "2:3", "domain/name", "line break")]
    [InlineData("<domain type='test'>\n  <name>x</name><uuid>123</uuid>\n</domain>", "2:17", "domain/uuid", "'123' is not a uuid")]
    [InlineData("<domain><name>x</name></domain>", "1:1", "domain", "no attribute 'type'")]
    [InlineData("<domain type='kmv'><name>x</name></domain>", "1:1", "domain", "'kmv' is no known type")]
    [InlineData("<domain type='test'><name>x</name></domain>", "1:1", "domain", "memory must be given")]
    public void What_a_domain_must_have_is_asked_for(string xml, string at, string element, string reason) => Refused(xml, at, element, reason);

    [Theory]
    [InlineData("  <title>a\nb</title>", "domain/title", "line break")]
    [InlineData("  <currentMemory>much</currentMemory>", "domain/currentMemory", "'much' is not an amount")]
    [InlineData("  <currentMemory unit='ZiB'>1</currentMemory>", "domain/currentMemory", "'ZiB' is no known unit")]
    [InlineData("  <currentMemory unit='EiB'>9</currentMemory>", "domain/currentMemory", "9 EiB is more memory than there can be")]
    [InlineData("  <maxMemory unit='GiB'>1</maxMemory>", "domain/maxMemory", "'slots'")]
    [InlineData("  <maxMemory slots='2'>1023</maxMemory>", "domain/maxMemory", "must not be below the memory")]
    [InlineData("  <vcpu>0</vcpu>", "domain/vcpu", "must have a virtual processor")]
    [InlineData("  <vcpu>two</vcpu>", "domain/vcpu", "'two' is not a number")]
    [InlineData("  <vcpu>-1</vcpu>", "domain/vcpu", "'-1' is not a number")]
    [InlineData("  <vcpu>4294967296</vcpu>", "domain/vcpu", "'4294967296' is not a number")]
    [InlineData("  <vcpu current='3'>2</vcpu>", "domain/vcpu", "must not be above their maximum")]
    [InlineData("  <on_poweroff>explode</on_poweroff>", "domain/on_poweroff", "'explode' is no known action")]
    [InlineData("  <on_reboot>coredump-restart</on_reboot>", "domain/on_reboot", "'coredump-restart' is no known action")]
    [InlineData("  <on_crash/>", "domain/on_crash", "'' is no known action")]
    public void What_a_domain_may_have_is_checked(string addition, string element, string reason) =>
        Refused(Start + addition + "\n</domain>", "5:3", element, reason);

    [Theory]
    [InlineData("<memory>0</memory>", "domain/memory", "memory must be given")]
    [InlineData("<memory> 10 </memory>", "domain/memory", "' 10 ' is not an amount")]
    [InlineData("<memory>1.5</memory>", "domain/memory", "'1.5' is not an amount")]
    [InlineData("<memory>0x10</memory>", "domain/memory", "'0x10' is not an amount")]
    [InlineData("<memory>-5</memory>", "domain/memory", "'-5' is not an amount")]
    [InlineData("<memory>18446744073709551616</memory>", "domain/memory", "is not an amount")]
    [InlineData("<memory unit='b'>18446744073709551615</memory>", "domain/memory", "more memory than there can be")]
    public void Memory_is_a_number_with_a_unit(string memory, string element, string reason) =>
        Refused($"<domain type='test'><name>x</name>\n{memory}<os><type>hvm</type></os></domain>", "2:1", element, reason);

    [Theory]
    [InlineData("", "1:1", "domain", "no 'type' in 'os'")]
    [InlineData("<os/>", "2:1", "domain/os", "no 'type' in 'os'")]
    [InlineData("<os><type/></os>", "2:1", "domain/os", "no 'type' in 'os'")]
    [InlineData("<os><type>dos</type></os>", "2:5", "domain/os/type", "'dos' is no known type")]
    [InlineData("<os><type arch='z80'>hvm</type></os>", "2:5", "domain/os/type", "'z80' is no known architecture")]
    [InlineData("<os><type>exe</type></os>", "2:1", "domain/os", "no 'init'")]
    public void The_kind_of_guest_is_asked_for(string os, string at, string element, string reason) =>
        Refused($"<domain type='test'><name>x</name><memory>1</memory>\n{os}</domain>", at, element, reason);

    [Fact]
    public void A_name_that_no_handle_can_carry_is_refused()
    {
        var longest = string.Concat(Enumerable.Repeat("🐧", 255));

        Assert.Equal(longest, Read(Named(longest)).Name);
        Refused(Named(longest + "x"), "1:21", "domain/name", "more than 255 characters");
    }

    [Fact]
    public void A_document_as_deep_as_libvirt_allows_is_read_and_a_deeper_one_refused()
    {
        Assert.Equal("deep", Read(Nested(255)).Name);
        Refused(Nested(256), "1:847", null, "nested more than 256 elements deep");
        Refused(Nested(100_000), "1:847", null, "nested more than 256 elements deep");
    }

    [Fact]
    public void A_document_of_too_many_nodes_is_refused_before_it_is_built()
    {
        var fault = Assert.Throws<XmlInvalidException>(() => Read(Named("x", string.Concat(Enumerable.Repeat("<a/>", 1_000_000)))));
        Assert.Contains("more than 65536 nodes", fault.Message, StringComparison.Ordinal);
    }

    private static string Named(string name, string more = "") =>
        $"<domain type='test'><name>{name}</name><memory>1</memory><os><type>hvm</type></os>{more}</domain>";

    private static string Nested(int depth) => Named(
        "deep", string.Concat(Enumerable.Repeat("<a>", depth)) + string.Concat(Enumerable.Repeat("</a>", depth)));

    private static DomainDefinition Read(string xml) => DomainDefinitionReader.Read(xml, () => Guid.AllBitsSet);

    private static void Refused(string xml, string at, string? element, string reason)
    {
        var fault = Assert.Throws<XmlInvalidException>(() => Read(xml));
        Assert.Equal(1103, fault.Code);
        Assert.Contains(reason, fault.Message, StringComparison.Ordinal);
        Assert.Equal(at, $"{fault.Line}:{fault.Column}");
        Assert.Equal(element, fault.Element);
    }
}
