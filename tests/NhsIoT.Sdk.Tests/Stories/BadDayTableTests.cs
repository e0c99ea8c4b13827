using System.Reflection;

namespace NhsIoT.Sdk.Tests.Stories;

/// <summary>The table of bad days and the tests that tell them are one.</summary>
public sealed class BadDayTableTests
{
    private static readonly Type[] Stories = [typeof(WrongPatientStories), typeof(WrongTimeStories), typeof(DeviceStories), typeof(DeliveryStories)];

    private static IEnumerable<string[]> Rows => File.ReadAllLines(Path.Combine(ReferenceData.RepositoryRoot, "docs", "bad-days.md"))
        .Where(l => l.StartsWith("| ", StringComparison.Ordinal)).Skip(1).Select(l => l.Trim('|', ' ').Split(" | "));

    [Fact]
    public void Every_story_of_the_table_is_a_test_and_every_test_a_story_of_the_table()
    {
        string[] told = [.. Rows.Select(r => r[2].Trim('`'))];
        IEnumerable<string> tests = Stories.SelectMany(s => s.GetMethods())
            .Where(m => m.GetCustomAttribute<FactAttribute>() is { Skip: null }).Select(m => m.Name);

        Assert.True(told.Length >= 12, "a ward has more bad days than that");
        Assert.Equal(tests.Order(), told.Order());
    }

    [Fact]
    public void Every_row_says_what_happened_and_what_must_be_in_the_record() =>
        Assert.All(Rows, row => Assert.Equal(3, row.Count(cell => cell.Length > 10)));
}
