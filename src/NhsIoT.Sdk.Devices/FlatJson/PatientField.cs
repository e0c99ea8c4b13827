using System.Runtime.CompilerServices;
using System.Text;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices.FlatJson;

/// <summary>The field in which a device names its patient, and the last whom each device named.</summary>
/// <remarks>A device names the same patient message after message: then nothing is made anew. Thread-safe.</remarks>
internal sealed class PatientField(int number, string system)
{
    private readonly ConditionalWeakTable<KnownDevice, Named> _last = [];

    public int Field => number;

    /// <summary>Gives the patient whom a device names.</summary>
    /// <returns>Null where the text is no name: blank, or too long.</returns>
    public PatientReference? Of(KnownDevice device, ReadOnlySpan<byte> utf8)
    {
        Span<char> room = stackalloc char[JsonEscapes.Room];
        if (utf8.IsEmpty || utf8.Length > JsonEscapes.Room)
        {
            return null;
        }

        ReadOnlySpan<char> text = room[..Encoding.UTF8.GetChars(utf8, room)].Trim();
        if (text.IsEmpty)
        {
            return null;
        }

        Named? last = _last.TryGetValue(device, out Named? found) && text.SequenceEqual(found.Text) ? found : null;
        if (last is null)
        {
            last = new Named(text.ToString(), Make(text));
            _last.AddOrUpdate(device, last);
        }

        return last.Patient;
    }

    // An NHS number is written in three groups or in one; what is none is kept as it is, and then it is nobody's number here.
    // A test number is read whatever is set elsewhere: what a message states is held against the patient of the association and never places a
    // reading, so nobody is admitted by it; unread, its three groups would look like another patient than its ten digits.
    // rules: decision 0028, a message's own patient can only contradict.
    private PatientReference Make(ReadOnlySpan<char> text)
    {
        bool isNumber = string.Equals(system, Identifier.NhsNumberSystem, StringComparison.Ordinal);
        string value = isNumber && NhsNumber.TryParse(text, allowTestNumbers: true, out NhsNumber nhsNumber, out _) ? nhsNumber.Digits : text.ToString();
        return new PatientReference(new Identifier(system, value));
    }

    private sealed record Named(string Text, PatientReference Patient);
}
