namespace NhsIoT.Sdk.Testing.Synthesis;

/// <summary>Numbers that look random and are the same in every run, on every machine and every .NET.</summary>
/// <remarks>SplitMix64 (Steele, Lea, Flood, 2014). System.Random promises no sequence across versions.</remarks>
internal struct SplitMix(ulong seed)
{
    private ulong _state = seed;

    /// <summary>Gives the next number from <paramref name="from"/> to <paramref name="to"/>, both included.</summary>
    public int Next(int from, int to) => from + (int)(Next() % (ulong)(to - from + 1));

    private ulong Next() => unchecked(Mix(_state += 0x9E37_79B9_7F4A_7C15));

    private static ulong Mix(ulong z)
    {
        unchecked
        {
            z = (z ^ (z >> 30)) * 0xBF58_476D_1CE4_E5B9;
            z = (z ^ (z >> 27)) * 0x94D0_49BB_1331_11EB;
            return z ^ (z >> 31);
        }
    }
}
