namespace NhsIoT.Sdk.Conventions.Tests;

public sealed class DecisionTests
{
    private static readonly string[] Headings = ["## Context", "## Decision", "## Alternatives", "## Consequences"];

    private static string[] Decisions =>
        [.. Repository.Files("docs/decisions", "*.md").Select(f => Path.GetFileName(f)).Where(f => f != "README.md")];

    [Fact]
    public void Decisions_are_numbered_without_gaps() =>
        Assert.Equal(Decisions.Select((_, i) => $"{i + 1:D4}-"), Decisions.Select(f => f[..5]));

    [Fact]
    public void A_decision_follows_the_template() => Assert.All(Decisions, decision =>
    {
        string[] lines = Repository.Read($"docs/decisions/{decision}").Split('\n');

        Assert.StartsWith($"# {decision[..4]} ", lines[0], StringComparison.Ordinal);
        Assert.Equal(Headings, lines.Where(l => l.StartsWith("## ", StringComparison.Ordinal)));
    });

    [Fact]
    public void The_index_names_every_decision() => Assert.All(Decisions,
        decision => Assert.Contains($"]({decision})", Repository.Read("docs/decisions/README.md"), StringComparison.Ordinal));
}
