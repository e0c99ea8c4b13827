using FsCheck;
using FsCheck.Fluent;

namespace NhsIoT.Sdk.Telemetry.Tests;

public sealed class PatientNumbersTests
{
    private const string System = "https://example.nhs.uk/id/mrn";

    private static OdsOrganisationCode Trust => OdsOrganisationCode.TryParse("RR8", out OdsOrganisationCode code, out _) ? code : default;

    private static AssigningAuthority Authority => new(Trust, System);

    private static NhsNumber Number => NhsNumber.TryParse("9434765919", allowTestNumbers: true, out NhsNumber number, out _) ? number : default;

    [Theory]
    [InlineData("01", NhsNumberStatus.Verified, true)]
    [InlineData("02", NhsNumberStatus.NotTraced, false)]
    [InlineData("03", NhsNumberStatus.TraceRequired, false)]
    [InlineData("04", NhsNumberStatus.NoMatchOrMultiple, false)]
    [InlineData("05", NhsNumberStatus.Conflict, false)]
    [InlineData("06", NhsNumberStatus.TraceInProgress, false)]
    [InlineData("07", NhsNumberStatus.NotPresent, false)]
    [InlineData("08", NhsNumberStatus.TracePostponed, false)]
    public void Only_a_verified_number_matches_alone(string code, NhsNumberStatus status, bool alone)
    {
        Assert.True(NhsNumberStatuses.TryParse(code, out NhsNumberStatus read, out string? fault));
        Assert.Null(fault);
        Assert.Equal(status, read);
        Assert.Equal(code, read.ToCode());
        Assert.Equal(alone, read.MatchesAlone());
    }

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("00")]
    [InlineData("09")]
    [InlineData("11")]
    [InlineData("001")]
    [InlineData("0١")]
    public void Another_code_is_none(string code)
    {
        Assert.False(NhsNumberStatuses.TryParse(code, out NhsNumberStatus status, out string? fault));
        Assert.NotNull(fault);
        Assert.Throws<ArgumentOutOfRangeException>(() => status.ToCode());
        Assert.False(status.MatchesAlone());
    }

    [Fact]
    public void Neither_number_is_required()
    {
        PatientNumbers nobody = new();
        Assert.False(nobody.NhsNumberMatchesAlone);
        Assert.Equal("NHS number absent, local number absent", nobody.ToString());
        Assert.Equal(NhsNumberStatus.NotPresent, new PatientNumbers(null, NhsNumberStatus.NotPresent).NhsNumberStatus);
    }

    [Fact]
    public void A_number_without_a_status_never_matches_alone()
    {
        Assert.False(new PatientNumbers(Number).NhsNumberMatchesAlone);
        Assert.False(new PatientNumbers(Number, NhsNumberStatus.NotTraced).NhsNumberMatchesAlone);
        Assert.True(new PatientNumbers(Number, NhsNumberStatus.Verified).NhsNumberMatchesAlone);
    }

    [Fact]
    public void A_status_that_contradicts_the_number_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new PatientNumbers(null, NhsNumberStatus.Verified));
        Assert.Throws<ArgumentException>(() => new PatientNumbers(null, NhsNumberStatus.NotTraced));
        Assert.Throws<ArgumentException>(() => new PatientNumbers(Number, NhsNumberStatus.NotPresent));
        Assert.Throws<ArgumentException>(() => new PatientNumbers(Number, (NhsNumberStatus)9));
        Assert.Throws<ArgumentException>(() => new PatientNumbers(default(NhsNumber)));
    }

    [Fact]
    public void A_local_number_is_kept_as_written_with_its_authority_and_never_shown()
    {
        Assert.True(LocalPatientNumber.TryParse("00a-1234 B", Authority, out LocalPatientNumber? number, out string? fault));
        Assert.Null(fault);
        Assert.Equal("RR8", number.AssigningAuthority.Organisation.Value);
        Assert.Equal(new Identifier(System, "00a-1234 B"), number.ToIdentifier());
        Assert.DoesNotContain("1234", $"{number} {new PatientNumbers(Number, null, number)}", StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_local_number_is_taken_comes_out_of_its_identifier_again() => Prop.ForAll(WrittenTexts.Any.ToArbitrary(), text =>
    {
        if (!LocalPatientNumber.TryParse(text, Authority, out LocalPatientNumber? number, out string? fault))
        {
            return fault is not null;
        }

        Identifier written = number.ToIdentifier();
        return number.Value == text
            && LocalPatientNumber.TryParse(written.Value, new AssigningAuthority(Trust, written.System), out LocalPatientNumber? again, out _)
            && again == number;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(5000));

    [Fact]
    public void A_patient_is_referred_to_by_a_local_number_in_the_system_of_its_authority()
    {
        Assert.True(LocalPatientNumber.TryParse("00a-1234 B", Authority, out LocalPatientNumber? number, out _));

        PatientReference patient = PatientReference.From(number);

        Assert.Equal(new Identifier(System, "00a-1234 B"), patient.Identifier);
        Assert.Null(patient.Reference);
        Assert.DoesNotContain("1234", patient.ToString(), StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => PatientReference.From(null!));
    }

    [Theory]
    [InlineData("", "0 characters")]
    [InlineData(" 1234", "Character 1 ")]
    [InlineData("1234 ", "Character 5 ")]
    [InlineData("12\n34", "Character 3 ")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345", "65 characters")]
    public void What_is_no_local_number_says_where(string text, string where)
    {
        Assert.False(LocalPatientNumber.TryParse(text, Authority, out LocalPatientNumber? number, out string? fault));
        Assert.Null(number);
        Assert.Contains(where, fault, StringComparison.Ordinal);
        Assert.DoesNotContain("1234", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void A_local_number_without_its_authority_is_a_mistake_of_the_caller()
    {
        Assert.Throws<ArgumentNullException>(() => LocalPatientNumber.TryParse("1234", null!, out _, out _));
        Assert.Throws<ArgumentException>(() => new AssigningAuthority(default, System));
        Assert.Throws<ArgumentException>(() => new AssigningAuthority(Trust, "mrn"));
    }
}
