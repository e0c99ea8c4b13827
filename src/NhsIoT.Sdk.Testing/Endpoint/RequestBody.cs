using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace NhsIoT.Sdk.Testing.Endpoint;

/// <summary>The whole body of a request in one piece, from the pool.</summary>
internal sealed class RequestBody : IDisposable
{
    private const int FirstGuess = 64 * 1024;
    private byte[] _bytes;
    private int _length;

    private RequestBody(int size) => _bytes = ArrayPool<byte>.Shared.Rent(size);

    public ReadOnlyMemory<byte> Bytes => _bytes.AsMemory(0, _length);

    /// <summary>Reads a body; null where it is longer than allowed.</summary>
    public static async Task<RequestBody?> ReadAsync(HttpRequest request, int maxBytes, CancellationToken cancellationToken)
    {
        // The length that the sender states is checked before it sizes anything.
        if (request.ContentLength > maxBytes)
        {
            return null;
        }

        RequestBody body = new((int)(request.ContentLength ?? Math.Min(FirstGuess, maxBytes)) + 1);
        try
        {
            if (await body.FillAsync(request.Body, maxBytes, cancellationToken).ConfigureAwait(false))
            {
                return body;
            }
        }
        catch
        {
            body.Dispose();
            throw;
        }

        body.Dispose();
        return null;
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
    }

    private async Task<bool> FillAsync(Stream stream, int maxBytes, CancellationToken cancellationToken)
    {
        int read;
        while ((read = await stream.ReadAsync(_bytes.AsMemory(_length), cancellationToken).ConfigureAwait(false)) > 0)
        {
            _length += read;
            if (_length > maxBytes)
            {
                return false;
            }

            if (_length == _bytes.Length)
            {
                Grow();
            }
        }

        return true;
    }

    private void Grow()
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent(checked(_bytes.Length * 2));
        _bytes.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
