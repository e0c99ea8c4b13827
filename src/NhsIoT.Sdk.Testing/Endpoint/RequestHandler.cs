using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace NhsIoT.Sdk.Testing.Endpoint;

/// <summary>Handles the requests of an endpoint.</summary>
internal sealed class RequestHandler(EmbeddedFhirEndpointOptions options, ResourceStore store, FaultScript script)
{
    private static readonly PathString Base = new(EmbeddedFhirEndpoint.BasePath);
    private readonly DateTimeOffset _started = options.Clock.GetUtcNow();

    public Uri? BaseUri { get; set; }

    public CancellationToken Stopping { get; set; }

    public async Task HandleAsync(HttpContext context)
    {
        if (!context.Request.Path.StartsWithSegments(Base, StringComparison.Ordinal, out PathString rest))
        {
            Answer.Issue(context.Response, NotFound);
            return;
        }

        string path = rest.HasValue ? rest.Value!.Trim('/') : "";
        Task handled = context.Request.Method switch
        {
            "GET" => GetAsync(context, path),
            "POST" when path.Length == 0 => WriteAsync(context, path),
            "PUT" when path.Length > 0 => WriteAsync(context, path),
            _ => RefuseAsync(context, new(405, "not-supported", "", "POST of a transaction to the base, PUT or GET of Type/id was expected.")),
        };
        await handled.ConfigureAwait(false);
    }

    private static OutcomeIssue NotFound => new(404, "not-found", "", "There is nothing here.");

    private async Task GetAsync(HttpContext context, string path)
    {
        if (path == "metadata")
        {
            Answer.Capabilities(context.Response, BaseUri!, _started);
        }
        else if (store.TryGet(Encoding.UTF8.GetBytes(path), out StoredResource resource) && resource.Bytes is not null)
        {
            await Answer.ResourceAsync(context.Response, resource, context.RequestAborted).ConfigureAwait(false);
        }
        else
        {
            Answer.Issue(context.Response, NotFound);
        }
    }

    private async Task WriteAsync(HttpContext context, string path)
    {
        EndpointFault? fault = script.Next();
        if (fault is not null && await HasEndedAsync(context, fault).ConfigureAwait(false))
        {
            return;
        }

        if (!IsJson(context.Request.ContentType))
        {
            await RefuseAsync(context, new(415, "not-supported", "", $"{Answer.FhirJson} was expected.")).ConfigureAwait(false);
            return;
        }

        using RequestBody? body = await RequestBody.ReadAsync(context.Request, options.MaxBodyBytes, context.RequestAborted).ConfigureAwait(false);
        if (body is null)
        {
            await RefuseAsync(context, new(413, "too-long", "", $"At most {options.MaxBodyBytes} bytes were expected.")).ConfigureAwait(false);
            return;
        }

        TransactionRequest transaction = new();
        if (Store(transaction, body.Bytes, path) is { } issue)
        {
            await RefuseAsync(context, issue).ConfigureAwait(false);
        }
        else if (fault?.Drop == EndpointDrop.AfterStoring)
        {
            context.Abort();
        }
        else if (path.Length == 0)
        {
            Answer.Transaction(context.Response, transaction.Entries);
        }
        else
        {
            Answer.Stored(context.Response, transaction.Entries[0], BaseUri!);
        }
    }

    private OutcomeIssue? Store(TransactionRequest transaction, ReadOnlyMemory<byte> body, string path)
    {
        bool isBundle = path.Length == 0;
        OutcomeIssue? issue = isBundle
            ? BundleReader.ReadTransaction(body, options.MaxJsonDepth, transaction)
            : BundleReader.ReadResource(body, options.MaxJsonDepth, transaction)
                ?? EntryRules.FaultOfUpdate(transaction.Entries[0], Encoding.UTF8.GetBytes(path), "");
        return issue ?? store.Store(transaction, isBundle);
    }

    // Says whether the scripted fault was the whole answer.
    private async Task<bool> HasEndedAsync(HttpContext context, EndpointFault fault)
    {
        if (!await HasWaitedAsync(context, fault.Delay).ConfigureAwait(false) || fault.Drop == EndpointDrop.BeforeStoring)
        {
            context.Abort();
            return true;
        }

        if (fault.Status is not { } status)
        {
            return false;
        }

        if (fault.RetryAfter is { } wait)
        {
            context.Response.Headers.RetryAfter = ((long)wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        Answer.Issue(context.Response, new(status, "processing", "", "The test asked for this answer."));
        return true;
    }

    private async Task<bool> HasWaitedAsync(HttpContext context, TimeSpan delay)
    {
        if (delay == TimeSpan.Zero)
        {
            return true;
        }

        using CancellationTokenSource gone = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, Stopping);
        Task waited = Task.Delay(delay, options.Clock, gone.Token);
        await waited.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return waited.IsCompletedSuccessfully;
    }

    private Task RefuseAsync(HttpContext context, OutcomeIssue issue)
    {
        store.CountFault();
        Answer.Issue(context.Response, issue);
        return Task.CompletedTask;
    }

    private static bool IsJson(string? contentType) => MediaTypeHeaderValue.TryParse(contentType, out MediaTypeHeaderValue? type)
        && (type.MediaType.Equals(Answer.FhirJson, StringComparison.OrdinalIgnoreCase)
            || type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase));
}
