using FsCheck;
using FsCheck.Fluent;

namespace NhsIoT.Sdk.Telemetry.Tests;

public sealed class Gs1ElementStringTests
{
    private const char Gs = '\u001D';
    private const string Dictionary = "fhir/gs1/gs1-syntax-dictionary.txt";

    private static readonly DateOnly Today = new(2026, 11, 21);

    // Lots, serials and the owner's numbers, each identifier once, in any order, with values of any characters that may stand in them.
    private static Gen<(string Ai, string Value)[]> Elements =>
        from gtin in Gs1KeyTests.Keys(14)
        from gsrn in Gs1KeyTests.Keys(18)
        from lot in Gs1KeyTests.Text82(20)
        from note in Gs1KeyTests.Text82(30)
        from day in Gen.Choose(1, 28)
        from order in Gen.Shuffle<(string, string)>([("01", gtin), ("8018", gsrn), ("10", lot), ("91", note), ("17", $"2802{day:D2}")])
        from count in Gen.Choose(1, 5)
        select order[..count];

    [Theory]
    [InlineData("")]
    [InlineData("]d2")]
    [InlineData("]C1")]
    [InlineData("]e0")]
    [InlineData("]Q3")]
    [InlineData("]d2\u001D")]
    [InlineData("\u001D")]
    public void A_scan_reads_the_same_from_every_carrier(string before)
    {
        Gs1ElementString elements = Read($"{before}01000123456789051728013110LOT7{Gs}21123456");
        Assert.Equal("(01)00012345678905(17)280131(10)LOT7(21)123456", elements.FormatReadable());
        Assert.Equal($"01000123456789051728013110LOT7{Gs}21123456", elements.Format());
        Assert.Equal("(01)(17)(10)(21)", elements.ToString());
        Assert.False(elements.TryGet("11", out _));
    }

    [Theory]
    [InlineData("0100012345678905\u001D17280131\u001D10LOT7\u001D")]
    [InlineData("0100012345678905\u001D1728013110LOT7")]
    public void A_separator_that_was_not_needed_does_no_harm(string text) =>
        Assert.Equal("(01)00012345678905(17)280131(10)LOT7", Read(text).FormatReadable());

    [Fact]
    public void The_device_identifier_is_shown_first_and_the_scan_kept_in_its_order()
    {
        Gs1ElementString elements = Read($"10LOT7{Gs}0100012345678905");
        Assert.Equal("(01)00012345678905(10)LOT7", elements.FormatReadable());
        Assert.Equal($"10LOT7{Gs}0100012345678905", elements.Format());
    }

    [Fact]
    public void A_bracket_belongs_to_the_value_unless_an_identifier_stands_in_it() =>
        Assert.Equal("A(B)(1)", Read("(01)00012345678905(10)A(B)(1)(21)7").TryGet("10", out string? lot) ? lot : null);

    [Fact]
    public void The_same_element_twice_is_one() => Assert.Equal("(01)(21)", Read("(01)00012345678905(21)7(01)00012345678905").ToString());

    [Theory]
    [InlineData("", "no element")]
    [InlineData("]d2", "no element")]
    [InlineData("]E05012345678900", "Character 1:")]
    [InlineData("(01)987979879879(11)191015", "Character 5: the value has 12 characters, not 14")]
    [InlineData("(01)99863313444316(17)220101", "Character 18, the check digit")]
    [InlineData("(01)00012345678905(17)281301", "Character 25: the month")]
    [InlineData("(01)00012345678905(17)280230", "Character 27: that month")]
    [InlineData("(01)00012345678905(17)270229", "Character 27: that month")]
    [InlineData("(01)00012345678905(7006)280200", "Character 29: that month")]
    [InlineData("]d20100012345678905175", "Character 22: the value has 1 characters, not 6")]
    [InlineData("]d2010001234567", "Character 6: the value has 10 characters, not 14")]
    [InlineData("01000123456789055912", "Character 17 does not begin")]
    [InlineData("0100012345678905\u001D\u001D10A", "Character 18 does not begin")]
    [InlineData("(01)00012345678905(10)", "Character 23: the value has 0 characters, not 1 to 20")]
    [InlineData("(01)00012345678905(10)123456789012345678901", "Character 23: the value has 21 characters, not 1 to 20")]
    [InlineData("(01)00012345678905 (10)A", "Character 5: the value has 15")]
    [InlineData("(01)00012345678905(10)A#7", "Character 24 ")]
    [InlineData("(0100012345678905", "Character 1 does not begin an application identifier in brackets")]
    [InlineData("(59)12", "Character 1 does not begin")]
    [InlineData("(01)0001234567890A", "Character 18 ")]
    [InlineData("(10)A(10)B", "Character 7: the application identifier comes again")]
    [InlineData("0", "Character 1 does not begin")]
    [InlineData("٠١00012345678905", "Character 1 does not begin")]
    public void What_is_no_element_string_says_where_and_shows_no_value(string text, string where)
    {
        Assert.False(Gs1ElementString.TryParse(text, Today, out Gs1ElementString? elements, out string? fault));
        Assert.Null(elements);
        Assert.Contains(where, fault, StringComparison.Ordinal);
        Assert.DoesNotContain("1234567890", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_of_endless_elements_is_refused()
    {
        string text = string.Concat(Enumerable.Repeat("2001", 100_000));
        Assert.False(Gs1ElementString.TryParse(text, Today, out _, out string? fault));
        Assert.Contains("more than 64", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void The_scanned_form_reads_back_whatever_the_values_hold() => Check.One(Slips.Thousand, Prop.ForAll(Elements.ToArbitrary(), elements =>
    {
        string text = string.Join(Gs, elements.Select(e => e.Ai + e.Value));
        return Gs1ElementString.TryParse(text, Today, out Gs1ElementString? read, out _)
            && read.Elements.Select(e => (e.ApplicationIdentifier, e.Value)).SequenceEqual(elements)
            && Gs1ElementString.TryParse(read.Format(), Today, out Gs1ElementString? again, out _)
            && again.Elements.SequenceEqual(read.Elements);
    }));

    [Fact]
    public void The_form_with_brackets_reads_back_unless_a_value_looks_like_it() => Check.One(Slips.Thousand, Prop.ForAll(
        Elements.Where(e => !e.Any(x => x.Value.Contains('(', StringComparison.Ordinal))).ToArbitrary(), elements =>
        {
            string text = string.Concat(elements.Select(e => $"({e.Ai}){e.Value}"));
            return Gs1ElementString.TryParse(text, Today, out Gs1ElementString? read, out _)
                && read.Elements.Select(e => (e.ApplicationIdentifier, e.Value)).SequenceEqual(elements)
                && Gs1ElementString.TryParse(read.FormatReadable(), Today, out Gs1ElementString? again, out _)
                && again.Elements.OrderBy(e => e.ApplicationIdentifier, StringComparer.Ordinal)
                    .SequenceEqual(read.Elements.OrderBy(e => e.ApplicationIdentifier, StringComparer.Ordinal));
        }));

    [Fact]
    public void No_text_at_all_throws() => Check.One(Slips.Thousand, Prop.ForAll(
        Gen.Elements("()012345678917]dCe2Q+=A\u001D".ToCharArray()).ArrayOf().Select(c => new string(c)).ToArbitrary(),
        text => Gs1ElementString.TryParse(text, Today, out Gs1ElementString? elements, out string? fault) ? elements.Elements.Count > 0 : fault.Length > 0));

    [Fact]
    public void A_refusal_allocates_only_what_it_says()
    {
        const string Text = "(01)00012345678905(10)LOT7(21)123456(17)281301";
        const int Times = 1000;
        Gs1ElementString.TryParse(Text, Today, out _, out string? fault);
        long each = Allocated.BytesOf(() =>
        {
            for (int i = 0; i < Times; i++)
            {
                Gs1ElementString.TryParse(Text, Today, out _, out _);
            }
        }) / Times;
        int text = 24 + (fault!.Length * sizeof(char)) + 8; // a string, rounded up to words
        Assert.InRange(each, 1, text);
    }

    [ReferenceDataFact(Dictionary)]
    public void Every_identifier_of_the_dictionary_of_GS1_has_the_same_lengths_here()
    {
        GS1Entry[] entries = [.. ReferenceData.ReadText(Dictionary).Split('\n').Where(l => l.Length > 0 && char.IsAsciiDigit(l[0])).SelectMany(GS1Entry.Of)];
        Assert.InRange(entries.Length, 480, 1000);
        Assert.All(entries, entry =>
        {
            AiRule? rule = ApplicationIdentifiers.Find(entry.Ai, out int width);
            Assert.NotNull(rule);
            Assert.Equal((entry.Ai, entry.Ai.Length, entry.Min, entry.Max, entry.HasKey), (entry.Ai, width, rule.MinLength, rule.MaxLength, rule.Key > 0));
            Assert.Equal((entry.Ai, entry.IsPredefined), (entry.Ai, ApplicationIdentifiers.IsPredefined(entry.Ai)));
        });
        int known = Enumerable.Range(0, 10_000).Count(n => ApplicationIdentifiers.Find($"{n:D4}", out int width) is not null && width == 4)
            + Enumerable.Range(0, 1000).Count(n => ApplicationIdentifiers.Find($"{n:D3}", out int width) is not null && width == 3)
            + Enumerable.Range(0, 100).Count(n => ApplicationIdentifiers.Find($"{n:D2}", out _) is not null);
        Assert.Equal(entries.Length, known);
    }

    private static Gs1ElementString Read(string text) =>
        Gs1ElementString.TryParse(text, Today, out Gs1ElementString? elements, out string? fault) ? elements : throw new InvalidOperationException(fault);

    /// <summary>An application identifier as the dictionary has it: "01 *? N14,csum … # GTIN", a run of them as "3100-3105".</summary>
    private sealed record GS1Entry(string Ai, bool IsPredefined, int Min, int Max, bool HasKey)
    {
        public static IEnumerable<GS1Entry> Of(string line)
        {
            string[] words = line.Split('#')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            string[] run = words[0].Split('-');
            bool hasFlags = words[1].Trim('*', '?').Length == 0;
            string[] parts = [.. words.Skip(hasFlags ? 2 : 1).TakeWhile(w => w[0] is 'N' or 'X' or 'Y' or 'Z' or '[').Select(w => w.Split(',')[0])];
            return from ai in Enumerable.Range(Int(run[0]), Int(run[^1]) - Int(run[0]) + 1)
                   select new GS1Entry(
                       ai.ToString($"D{run[0].Length}", System.Globalization.CultureInfo.InvariantCulture),
                       hasFlags && words[1].Contains('*', StringComparison.Ordinal),
                       parts.Sum(p => p[0] == '[' ? 0 : p.Contains("..", StringComparison.Ordinal) ? 1 : Int(p[1..])),
                       parts.Sum(p => Int(p.Trim('[', ']')[1..].Trim('.'))),
                       words.Any(w => w.StartsWith('N') && w.Split(',').Contains("csum")));
        }

        private static int Int(string text) => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
    }
}
