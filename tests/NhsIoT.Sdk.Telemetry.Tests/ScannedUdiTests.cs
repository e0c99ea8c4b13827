using System.Text;
using System.Text.Json;

namespace NhsIoT.Sdk.Telemetry.Tests;

public sealed class ScannedUdiTests
{
    private const string Vectors = "fhir/golden/vectors/gs1-udi.json";

    private static readonly DateOnly Today = new(2026, 11, 21);

    [Fact]
    public void A_scan_is_taken_apart_and_its_bytes_are_kept()
    {
        ScannedUdi udi = Read("]d201000123456789051124011517280200" + "10LOT7\u001D21IP-7");
        Assert.Equal("http://hl7.org/fhir/NamingSystem/gs1-di", udi.Issuer);
        Assert.Equal("00012345678905", udi.DeviceIdentifier?.Value);
        Assert.Equal("00012345678905/21/IP-7", udi.Sgtin?.Format());
        Assert.Equal(("LOT7", "IP-7"), (udi.LotNumber, udi.SerialNumber));
        Assert.Equal(new DateOnly(2024, 1, 15), udi.Manufactured);
        Assert.Equal(new DateOnly(2028, 2, 29), udi.Expires);
        Assert.Equal("(01)00012345678905(11)240115(17)280200(10)LOT7(21)IP-7", udi.HumanReadable);
        Assert.Equal("01000123456789051124011517280200" + "10LOT7\u001D21IP-7", Encoding.ASCII.GetString(udi.Carrier.Span));
        Assert.DoesNotContain("IP-7", udi.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_person_read_was_not_scanned()
    {
        ScannedUdi udi = Read("(10)LOT7(01)00012345678905");
        Assert.True(udi.Carrier.IsEmpty);
        Assert.Equal("(01)00012345678905(10)LOT7", udi.HumanReadable);
        Assert.Null(udi.SerialNumber);
        Assert.Null(udi.Sgtin);
        Assert.Null(udi.Expires);
    }

    [Theory]
    [InlineData(2026, "761121", 2076)]
    [InlineData(2026, "771121", 1977)]
    [InlineData(2026, "991121", 1999)]
    [InlineData(2026, "001121", 2000)]
    [InlineData(2051, "011121", 2101)]
    [InlineData(2051, "021121", 2002)]
    [InlineData(2099, "491121", 2149)]
    [InlineData(2099, "501121", 2050)]
    public void The_century_is_the_one_that_lies_nearest(int year, string expiry, int expected)
    {
        Assert.True(ScannedUdi.TryParse($"(01)00012345678905(17){expiry}", new DateOnly(year, 6, 1), out ScannedUdi? udi, out _));
        Assert.Equal(new DateOnly(expected, 11, 21), udi.Expires);
    }

    [Theory]
    [InlineData("+H123PARTNO1234567890120/$$420020216LOT123456789012345", ScannedUdi.HibccIssuer, 0)]
    [InlineData("]C0+H123PARTNO1234567890120", ScannedUdi.HibccIssuer, 3)]
    [InlineData("=/A9999XYZ100T0944=,000025", ScannedUdi.IccbbaIssuer, 0)]
    public void Other_issuers_are_recognised_and_kept_whole(string text, string issuer, int before)
    {
        ScannedUdi udi = Read(text);
        Assert.Equal(issuer, udi.Issuer);
        Assert.Equal(text[before..], udi.HumanReadable);
        Assert.Equal(text[before..], Encoding.ASCII.GetString(udi.Carrier.Span));
        Assert.Null(udi.DeviceIdentifier);
        Assert.Null(udi.Elements);
        Assert.Equal($"{issuer}|(withheld)", udi.ToString());
    }

    [Theory]
    [InlineData("", "no element")]
    [InlineData("]d2", "no element")]
    [InlineData("+", "Character 1 stands alone")]
    [InlineData("]C0=", "Character 4 stands alone")]
    [InlineData("+H123\u001D4", "Character 6 ")]
    [InlineData("]d2+H123", "Character 4 ")]
    [InlineData("]E05012345678900", "Character 1:")]
    [InlineData("(8004)5050898ASSET1", "no device identifier (01)")]
    public void What_is_no_UDI_says_where(string text, string where)
    {
        Assert.False(ScannedUdi.TryParse(text, Today, out ScannedUdi? udi, out string? fault));
        Assert.Null(udi);
        Assert.Contains(where, fault, StringComparison.Ordinal);
    }

    [ReferenceDataFact(Vectors)]
    public void The_vectors_are_judged_as_they_say()
    {
        using JsonDocument vectors = JsonDocument.Parse(ReferenceData.ReadText(Vectors));
        JsonElement[] cases = [.. vectors.RootElement.GetProperty("cases").EnumerateArray()];
        Assert.NotEmpty(cases);
        Assert.All(cases, HoldsFor);

        JsonElement[] others = [.. vectors.RootElement.GetProperty("otherIssuers").EnumerateArray()];
        Assert.NotEmpty(others);
        Assert.All(others, other => Assert.Equal(other.GetProperty("issuer").GetString(), Read(other.GetProperty("in").GetString()!).Issuer));
    }

    private static void HoldsFor(JsonElement vector)
    {
        string text = vector.GetProperty("in").GetString()!;
        bool isValid = Gs1ElementString.TryParse(text, Today, out Gs1ElementString? elements, out _);
        Assert.Equal(vector.GetProperty("valid").GetBoolean(), isValid);
        Assert.Equal(isValid && elements!.TryGet("01", out _), ScannedUdi.TryParse(text, Today, out ScannedUdi? udi, out _));
        if (vector.TryGetProperty("ai", out JsonElement values))
        {
            Assert.Equal(values.EnumerateObject().Select(v => (v.Name, v.Value.GetString())), elements!.Elements.Select(e => (e.ApplicationIdentifier, (string?)e.Value)));
        }

        if (vector.TryGetProperty("fhir", out JsonElement fhir))
        {
            Assert.All(fhir.EnumerateObject(), member => Assert.Equal(member.Value.GetString(), Member(udi!, member.Name)));
        }
    }

    private static string? Member(ScannedUdi udi, string name) => name switch
    {
        "manufactureDate" => udi.Manufactured?.ToString("O"),
        "expirationDate" => udi.Expires?.ToString("O"),
        "lotNumber" => udi.LotNumber,
        "serialNumber" => udi.SerialNumber,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "The vectors name a member that no test knows."),
    };

    private static ScannedUdi Read(string text) =>
        ScannedUdi.TryParse(text, Today, out ScannedUdi? udi, out string? fault) ? udi : throw new InvalidOperationException(fault);
}
