using FsCheck;
using FsCheck.Fluent;

namespace NhsIoT.Sdk.Telemetry.Tests;

public sealed class SerialNumberTests
{
    private const string Root = "https://example.nhs.uk/id/serial";

    [Fact]
    public void The_system_tells_the_manufacturers_apart_and_the_number_is_never_shown()
    {
        SerialNumber number = Read("B. Braun", "00-12a4");
        Assert.Equal(new Identifier("https://example.nhs.uk/id/serial/b.%20braun", "00-12a4"), number.ToIdentifier(Root));
        Assert.Equal("B. Braun|(withheld)", number.ToString());
    }

    [Fact]
    public void The_same_number_of_two_manufacturers_is_two_numbers()
    {
        Assert.Equal(Read("Acme", "1"), Read("ACME", "1"));
        Assert.Equal(Read("Acme", "1").GetHashCode(), Read("ACME", "1").GetHashCode());
        Assert.NotEqual(Read("Acme", "1"), Read("Other", "1"));
        Assert.NotEqual(Read("Acme", "a"), Read("Acme", "A"));
        Assert.NotEqual(Read("Acme/1", "2").ToIdentifier(Root), Read("Acme", "1/2").ToIdentifier(Root));
    }

    [Fact]
    public void Whatever_is_taken_comes_out_of_its_identifier_again() =>
        Prop.ForAll(WrittenTexts.Any.Zip(WrittenTexts.Any).ToArbitrary(), drawn =>
        {
            (string manufacturer, string text) = drawn;
            if (!SerialNumber.TryParse(manufacturer, text, out SerialNumber? number, out string? fault))
            {
                return fault is not null;
            }

            Identifier written = number.ToIdentifier(Root);
            string maker = Uri.UnescapeDataString(written.System[(Root.Length + 1)..]);
            return number.Manufacturer == manufacturer && number.Value == text
                && Read(maker, written.Value) == number && Read(maker, written.Value).ToIdentifier(Root) == written;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5000));

    [Theory]
    [InlineData("", "99", "Manufacturer: There are 0 characters")]
    [InlineData("Acme ", "99", "Manufacturer: Character 5 ")]
    [InlineData("Acme", "", "Serial number: There are 0 characters")]
    [InlineData("Acme", "99\t7", "Serial number: Character 3 ")]
    public void What_is_no_serial_number_says_where(string manufacturer, string text, string where)
    {
        Assert.False(SerialNumber.TryParse(manufacturer, text, out SerialNumber? number, out string? fault));
        Assert.Null(number);
        Assert.StartsWith(where, fault, StringComparison.Ordinal);
        Assert.DoesNotContain("99", fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("serial")]
    [InlineData("https://example.nhs.uk/id/serial/")]
    public void A_root_that_is_no_root_is_a_mistake_of_the_caller(string root) =>
        Assert.Throws<ArgumentException>(() => Read("Acme", "1").ToIdentifier(root));

    private static SerialNumber Read(string manufacturer, string text) =>
        SerialNumber.TryParse(manufacturer, text, out SerialNumber? number, out string? fault) ? number : throw new InvalidOperationException(fault);
}
