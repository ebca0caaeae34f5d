using System.Globalization;
using Virtwire.Sdk.Tests.Generators.Support;

namespace Virtwire.Sdk.Tests.Generators;

/// <summary>What is emitted does not depend on the machine's culture.</summary>
public sealed class CultureTests
{
    [Fact]
    public void Another_culture_emits_the_same_text()
    {
        SchemaText[] schemas = [SchemaText.All("everything.json", EverythingSchema.Text), SchemaText.All("big.json", BigSchema.Make(12, 40))];
        var expected = GeneratorRun.Of(schemas).Sources;
        var (culture, uiCulture) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = Strange();
            Assert.Equal("−1,5", (-1.5).ToString(CultureInfo.CurrentCulture));
            Assert.Equal(expected, GeneratorRun.Of(schemas).Sources);
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, uiCulture);
        }
    }

    /// <summary>The build has no cultures but the invariant one (InvariantGlobalization), so this makes one that differs where they do.</summary>
    private static CultureInfo Strange()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat = new NumberFormatInfo
        {
            NegativeSign = "−",
            PositiveSign = "＋",
            NumberDecimalSeparator = ",",
            NumberGroupSeparator = ".",
            NativeDigits = ["٠", "١", "٢", "٣", "٤", "٥", "٦", "٧", "٨", "٩"],
        };
        culture.DateTimeFormat.DateSeparator = ".";
        culture.DateTimeFormat.TimeSeparator = ".";
        return culture;
    }
}
