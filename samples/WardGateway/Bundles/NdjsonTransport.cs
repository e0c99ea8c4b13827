using NhsIoT.Sdk.Transport;

namespace WardGateway.Bundles;

/// <summary>Writes bundles to a file, one a line.</summary>
internal sealed class NdjsonTransport(string path, TimeProvider clock) : BundleTransport(clock)
{
    private static readonly byte[] LineEnd = [(byte)'\n'];
    private readonly FileStream _file = new(path, FileMode.Create, FileAccess.Write, FileShare.Read);

    public override async ValueTask DisposeAsync()
    {
        await _file.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }

    protected override async Task SendBundleAsync(ReadOnlyMemory<byte> bundle, Memory<Delivery> deliveries, CancellationToken cancellationToken)
    {
        long start = _file.Position;
        try
        {
            // Not cancelled half-way: a line is whole or it is not there.
            await _file.WriteAsync(bundle, CancellationToken.None).ConfigureAwait(false);
            await _file.WriteAsync(LineEnd, CancellationToken.None).ConfigureAwait(false);
            await _file.FlushAsync(CancellationToken.None).ConfigureAwait(false);
            deliveries.Span.Fill(Delivery.Accepted);
            Report(fault: null);
        }
        catch (IOException)
        {
            _file.SetLength(start);
            deliveries.Span.Fill(Delivery.Unknown("the file cannot be written"));
            Report("the file cannot be written");
        }
    }
}
