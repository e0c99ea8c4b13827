using System.Globalization;
using System.Net;
using NhsIoT.Sdk.Transport;

namespace WardGateway.Bundles;

/// <summary>Posts bundles to a FHIR server, one POST each. It retries nothing: the gateway sends again what is unknown.</summary>
internal sealed class BundlePostTransport(Uri server, TimeProvider clock) : BundleTransport(clock)
{
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(30);
    private const int LargestAnswer = 16 * 1024 * 1024;

    private readonly TimeProvider _clock = clock;
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
    {
        Timeout = LongestAnswer,
        MaxResponseContentBufferSize = LargestAnswer,
    };

    public override ValueTask DisposeAsync()
    {
        _http.Dispose();
        return base.DisposeAsync();
    }

    protected override async Task SendBundleAsync(ReadOnlyMemory<byte> bundle, Memory<Delivery> deliveries, CancellationToken cancellationToken)
    {
        try
        {
            using ReadOnlyMemoryContent content = new(bundle) { Headers = { ContentType = new("application/fhir+json") } };
            using HttpResponseMessage response = await _http.PostAsync(server, content, cancellationToken).ConfigureAwait(false);
            byte[] answer = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode)
            {
                Fill(deliveries, Judge(response));
            }
            else if (TransactionResponse.TryRead(answer, deliveries.Span))
            {
                Report(fault: null);
            }
            else
            {
                Fill(deliveries, Delivery.Unknown("the answer is no transaction-response for this bundle"));
            }
        }
        catch (HttpRequestException fault)
        {
            // An answer that broke off may be due to what was sent; that nobody can be reached is not.
            string reason = $"no answer: {fault.HttpRequestError}";
            bool wasReached = fault.HttpRequestError is HttpRequestError.ResponseEnded or HttpRequestError.InvalidResponse;
            Fill(deliveries, wasReached ? Delivery.Unknown(reason) : Delivery.Unavailable(reason));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            Fill(deliveries, Delivery.Unknown(string.Create(CultureInfo.InvariantCulture, $"no answer within {LongestAnswer.TotalSeconds} s")));
        }
    }

    // A transaction is taken or refused whole (FHIR R4 http#transaction). What is wrong with the bundle stays wrong; what is wrong
    // with the server, the address or the permission may be mended.
    private Delivery Judge(HttpResponseMessage response)
    {
        string reason = string.Create(CultureInfo.InvariantCulture, $"HTTP {(int)response.StatusCode}");
        return response.StatusCode switch
        {
            HttpStatusCode.BadRequest or HttpStatusCode.Conflict or HttpStatusCode.PreconditionFailed
                or HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.UnprocessableEntity => Delivery.Rejected(reason),
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.TooManyRequests
                or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable => Delivery.Unavailable(reason, WaitOf(response)),
            >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest => Delivery.Misconfigured(reason),
            _ => Delivery.Unknown(reason, WaitOf(response)),
        };
    }

    private TimeSpan? WaitOf(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - _clock.GetUtcNow() is var wait && wait > TimeSpan.Zero ? wait : TimeSpan.Zero,
        _ => null,
    };

    private void Fill(Memory<Delivery> deliveries, Delivery delivery)
    {
        deliveries.Span.Fill(delivery);
        Report(delivery.Reason);
    }
}
