using System.Reflection;

namespace NhsIoT.Sdk.Conventions.Tests;

public sealed class PublicFaceTests
{
    /// <summary>After a change on purpose: run once with ACCEPT_PUBLIC_API=1, and read the difference.</summary>
    [Theory]
    [MemberData(nameof(Repository.PackageRows), MemberType = typeof(Repository))]
    public void The_public_face_is_the_one_reviewed(string package)
    {
        string reviewed = Repository.PathOf($"src/{package}/PublicApi.txt");
        string[] now = [.. PublicFace.Lines(Assembly.Load(package).ExportedTypes)];
        if (Environment.GetEnvironmentVariable("ACCEPT_PUBLIC_API") == "1")
        {
            File.WriteAllText(reviewed, string.Concat(now.Select(line => line + "\n")));
        }

        string[] before = File.Exists(reviewed) ? File.ReadAllLines(reviewed) : [];
        Offenders.None(before.Except(now).Select(line => "- " + line).Concat(now.Except(before).Select(line => "+ " + line)));
        Assert.Equal(before, now);
    }

    [Theory]
    [InlineData("Face.Sample<T>: sealed record class : IEquatable<Face.Sample<T>> where T : struct")]
    [InlineData("Face.Sample<T>: Sample(string Name, IReadOnlyList<string?>? Notes = null)")]
    [InlineData("Face.Sample<T>: required (int, string?) Pair { get; init; }")]
    [InlineData("Face.Sample<T>: static bool TryRead(in ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out Face.Sample<T>? sample, params string[] more)")]
    [InlineData("Face.Sample<T>: const int Most = 5")]
    [InlineData("Face.Sample<T>: ref readonly T Peek<U>(U key, Face.Severity least = Face.Severity.Bad) where U : class, new()")]
    [InlineData("Face.Sample<T>: event Action? Changed")]
    [InlineData("Face.Severity: enum : byte")]
    [InlineData("Face.Severity: Bad = 7")]
    [InlineData("Face.Rule: delegate decimal? Rule(decimal value)")]
    [InlineData("Face.Opened: abstract class")]
    [InlineData("Face.Opened: protected abstract string Name { get; set; }")]
    public void A_line_reads_as_the_declaration_does(string line) => Assert.Contains(line + "\n", Lines(typeof(Face).GetNestedTypes()), StringComparison.Ordinal);

    [Fact]
    public void What_a_record_makes_by_itself_is_not_said_again() =>
        Assert.DoesNotMatch("Equals|ToString|GetHashCode|Deconstruct|Clone|EqualityContract|op_", Lines(typeof(Face.Sample<>)));

    private static string Lines(params Type[] types) => string.Concat(PublicFace.Lines(types).Select(line => line + "\n"));
}
