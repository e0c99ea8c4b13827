namespace NhsIoT.Sdk.Testing.Synthesis;

/// <summary>A number that wanders in small steps around its middle and never leaves its range.</summary>
internal sealed class Wander(int middle, int range, int step)
{
    private int _away;

    public int Next(ref SplitMix chance)
    {
        // Drawn back a little, so that it does not stick to an end of its range.
        int pull = -_away / 16;
        _away = Math.Clamp(_away + pull + chance.Next(-step, step), -range, range);
        return middle + _away;
    }
}
