using NhsIoT.Sdk.Devices.Profiles;

namespace NhsIoT.Sdk.Devices;

/// <summary>Decodes the examples of a profile and says where something else comes out than stands there.</summary>
/// <remarks>Measurements and issues are compared; alarms, associations and statuses are not. Thread-safe.</remarks>
public static class ProfileExamples
{
    /// <summary>Checks the examples of a profile with the decoder that it names.</summary>
    /// <param name="profile">The profile; its section should be without faults (<see cref="IDecoder.Check"/>).</param>
    /// <param name="decoder">The decoder that the profile names.</param>
    /// <returns>What differs, each with its place in the profile's file; empty where nothing does.</returns>
    /// <exception cref="ArgumentException">The profile names another decoder.</exception>
    public static IReadOnlyList<ProfileFault> Check(DeviceProfile profile, IDecoder decoder)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(decoder);
        if (!string.Equals(profile.Decoder, decoder.Id, StringComparison.Ordinal))
        {
            throw new ArgumentException($"The profile {profile} names the decoder '{profile.Decoder}', not '{decoder.Id}'.", nameof(decoder));
        }

        return new ExampleCheck(profile, decoder).Run();
    }
}
