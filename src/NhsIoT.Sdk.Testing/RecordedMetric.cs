using System.Globalization;

namespace NhsIoT.Sdk.Testing;

/// <summary>A number that an instrument published.</summary>
/// <param name="Instrument">The name of the instrument.</param>
/// <param name="Number">The number.</param>
/// <param name="Tags">Its tags, as texts.</param>
public sealed record RecordedMetric(string Instrument, double Number, IReadOnlyDictionary<string, string> Tags)
{
    /// <summary>Gives instrument, number and tags.</summary>
    /// <returns>The text that a search for a canary looks through.</returns>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Instrument} {Number} {string.Join(' ', Tags.Select(t => $"{t.Key}={t.Value}"))}");
}
