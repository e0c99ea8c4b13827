using FsCheck;
using FsCheck.Fluent;

namespace NhsIoT.Sdk.Telemetry.Tests;

/// <summary>Texts as people and registers write them, and some that nobody should.</summary>
internal static class WrittenTexts
{
    private static Gen<char> Character { get; } = Gen.Frequency(
        (6, Gen.Elements("0123456789abcxyzABCXYZ-/. %+".ToCharArray())),
        (1, Gen.Elements('é', 'İ', 'ß', 'ẞ', '\u212A', '\uD834', '\uDD1E', '\u00A0', '\n', '\0')),
        (1, Gen.Choose(0, char.MaxValue).Select(c => (char)c)));

    public static Gen<string> Any { get; } =
        from length in Gen.Frequency((8, Gen.Choose(1, 12)), (1, Gen.Choose(0, 70)))
        from characters in Character.ArrayOf(length)
        select new string(characters);
}
