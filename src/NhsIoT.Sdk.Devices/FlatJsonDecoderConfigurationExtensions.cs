using NhsIoT.Sdk.Devices.FlatJson;

namespace NhsIoT.Sdk.Devices;

/// <summary>Plugs in the flat-JSON decoder.</summary>
public static class FlatJsonDecoderConfigurationExtensions
{
    /// <summary>Adds the decoder <c>flat-json</c>: one JSON object a message, one field a number.</summary>
    /// <param name="configuration">The decoders.</param>
    /// <param name="options">How the device is found, and the limits; the defaults where left out.</param>
    /// <returns>The same configuration.</returns>
    /// <exception cref="ArgumentException">An option is out of its range, or the decoder was added before.</exception>
    public static DecoderConfiguration FlatJson(this DecoderConfiguration configuration, FlatJsonOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return configuration.Add(new FlatJsonDecoder(options ?? new FlatJsonOptions()));
    }
}
