using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NhsIoT.Sdk.Testing.Endpoint;

namespace NhsIoT.Sdk.Testing;

/// <summary>A FHIR R4 endpoint within the process: real HTTP on the loopback address, no store behind it.</summary>
/// <remarks>
/// Takes <c>POST</c> of transaction bundles at its base and <c>PUT</c> of single resources, all or nothing, and judges what a
/// server would judge: shape, full URLs, ids, resource types, obs-6, <c>ifMatch</c>. The same content under the same id again is
/// answered 200 and counted as unchanged. It is no FHIR server: no search, no profiles, no conditional requests but
/// <c>ifMatch</c>. What is refused is answered with an OperationOutcome that says where and what was expected and repeats
/// nothing of the request. Source: FHIR R4 (4.0.1) http and Bundle. Thread-safe.
/// </remarks>
public sealed class EmbeddedFhirEndpoint : IAsyncDisposable
{
    internal const string BasePath = "/fhir";
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(5);
    private readonly WebApplication _application;
    private readonly FaultScript _script;
    private readonly ResourceStore _store;

    private EmbeddedFhirEndpoint(WebApplication application, ResourceStore store, FaultScript script)
    {
        _application = application;
        _store = store;
        _script = script;
        BaseUri = new Uri(application.Urls.First() + BasePath);
    }

    /// <summary>Gets the base of the endpoint, without a slash at its end.</summary>
    public Uri BaseUri { get; }

    /// <summary>Gets what it has counted so far.</summary>
    public EmbeddedFhirCounts Counts => _store.Counts;

    /// <summary>Starts an endpoint.</summary>
    /// <param name="options">Its settings. The default takes any free port.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <returns>The endpoint, listening.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A setting is outside its range.</exception>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<EmbeddedFhirEndpoint> StartAsync(
        EmbeddedFhirEndpointOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new();
        options.Validate();
        (ResourceStore store, FaultScript script) = (new(options.KeepResources), new());
        RequestHandler handler = new(options, store, script);
        WebApplication application = Build(options.Port);
        handler.Stopping = application.Lifetime.ApplicationStopping;
        application.Run(handler.HandleAsync);
        try
        {
            await application.StartAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await application.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        EmbeddedFhirEndpoint endpoint = new(application, store, script);
        handler.BaseUri = endpoint.BaseUri;
        return endpoint;
    }

    /// <summary>Scripts a fault: each of the next requests that write shows it, after those scripted before.</summary>
    /// <param name="fault">The fault.</param>
    /// <param name="times">For how many requests; zero and up.</param>
    public void Inject(EndpointFault fault, int times = 1)
    {
        ArgumentNullException.ThrowIfNull(fault);
        ArgumentOutOfRangeException.ThrowIfNegative(times);
        _script.Add(fault, times);
    }

    /// <summary>Gets the bytes of a resource as they last came.</summary>
    /// <param name="type">The type of the resource.</param>
    /// <param name="id">Its id.</param>
    /// <param name="resource">Its JSON in UTF-8; empty where there is none.</param>
    /// <returns>Whether it is stored, and its bytes were kept.</returns>
    public bool TryGetResource(string type, string id, out ReadOnlyMemory<byte> resource)
    {
        bool found = _store.TryGet(Encoding.UTF8.GetBytes($"{type}/{id}"), out StoredResource stored) && stored.Bytes is not null;
        resource = found ? stored.Bytes : default;
        return found;
    }

    /// <summary>Stops listening. What is being handled is finished, or broken off after five seconds; a scripted delay ends at once.</summary>
    /// <returns>A task that ends when the port is free.</returns>
    public async ValueTask DisposeAsync()
    {
        using CancellationTokenSource deadline = new(LongestStop, TimeProvider.System);
        await _application.StopAsync(deadline.Token).ConfigureAwait(false);
        await _application.DisposeAsync().ConfigureAwait(false);
    }

    private static WebApplication Build(int port)
    {
        // Empty, not slim: nothing of the machine (environment, files, console) has a say in a test.
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new());
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;

            // The endpoint's own limit answers with an OperationOutcome.
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(IPAddress.Loopback, port);
        });
        return builder.Build();
    }
}
