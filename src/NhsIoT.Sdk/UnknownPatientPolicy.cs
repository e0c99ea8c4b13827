namespace NhsIoT.Sdk;

/// <summary>What becomes of a reading of which it is not known whose it is.</summary>
/// <remarks>It is never guessed. An alarm is never held: a message that carries one goes on.</remarks>
public enum UnknownPatientPolicy : byte
{
    /// <summary>It goes out without a patient.</summary>
    SendWithoutPatient = 0,

    /// <summary>
    /// Its message is held, and runs through the gateway by itself once more becomes known of an association of its device. Held because
    /// its clock is doubtful, it is no better known then, and waits for somebody to replay or discard it.
    /// </summary>
    Hold,
}
