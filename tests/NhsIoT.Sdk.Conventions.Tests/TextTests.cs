using System.Text.RegularExpressions;

namespace NhsIoT.Sdk.Conventions.Tests;

public sealed partial class TextTests
{
    private static readonly string[] Binary = [".png", ".ico", ".bin", ".pdf", ".zip", ".gz"];

    [Fact]
    public void No_text_names_the_host_of_a_registry() => Offenders.None(Lines(Registry()));

    [Fact]
    public void No_text_names_a_place_on_one_machine() => Offenders.None(Lines(MachinePath()));

    [Fact]
    public void Shipped_code_is_finished() => Offenders.None(Lines(Unfinished(), "src").Concat(Lines(Unfinished(), "samples")));

    private static IEnumerable<string> Lines(Regex unwanted, string folder = "") => Repository.Files(folder)
        .Where(f => !Binary.Contains(Path.GetExtension(f)))
        .SelectMany(f => File.ReadLines(Repository.PathOf(f))
            .Select((line, i) => (line, place: $"{f}:{i + 1}"))
            .Where(l => unwanted.IsMatch(l.line))
            .Select(l => l.place));

    // The patterns do not match themselves.
    [GeneratedRegex(@"n[u]get\.org|np[m]js\.(org|com)|py[p]i\.org|cra[t]es\.io|deb\.deb[i]an", RegexOptions.IgnoreCase)]
    private static partial Regex Registry();

    [GeneratedRegex(@"(?<![\w.>:/)}*-])/(h[o]me|r[o]ot|U[s]ers|w[o]rk|t[m]p|m[n]t)/\w|\b[A-Z]:\\+(U[s]ers|P[r]ogram|W[i]ndows)")]
    private static partial Regex MachinePath();

    [GeneratedRegex("NotImplemented[E]xception|\\b(TO[D]O|FIX[M]E|HA[C]K)\\b")]
    private static partial Regex Unfinished();
}
