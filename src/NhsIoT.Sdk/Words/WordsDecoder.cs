using System.Text.Json;
using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk;

/// <summary>Reads messages of words, as <see cref="WordsWriter"/> writes them.</summary>
internal sealed class WordsDecoder(MetricCatalogue metrics) : IDecoder
{
    public string Id => WordNames.Form;

    public void Decode(in DeviceMessage message, DecodeOutput output)
    {
        if (WordTree.Read(message.Payload, output) is not { } root)
        {
            return;
        }

        if (root.Kind != JsonTokenType.StartObject || !string.Equals(root.Find(WordNames.FormMember)?.AsText(), WordNames.Form, StringComparison.Ordinal))
        {
            root.Fault(DecodeIssueCode.Malformed, $"an object whose member '{WordNames.FormMember}' is '{WordNames.Form}'");
            return;
        }

        new WordsReader(new WordsScope(message.Devices, message.Site, message.Purpose, metrics), output).Read(root);
    }
}
