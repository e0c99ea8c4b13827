using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Telemetry;
using NhsIoT.Sdk.Testing;
using NhsIoT.Sdk.Tests.Harness;

namespace NhsIoT.Sdk.Tests;

public sealed class ConfigurationTests
{
    [Fact]
    public void Every_fault_is_listed_at_once()
    {
        GatewayConfigurationException fault = Assert.Throws<GatewayConfigurationException>(() => Gateway.Create(gateway =>
        {
            gateway.Options.Lanes = 0;
            gateway.AddProfile("{}"u8.ToArray(), "empty.json");
            gateway.AddProfile("missing.json");
            gateway.AddMetrics("{}"u8.ToArray(), "no-metrics.json");
            gateway.AddMetrics("missing-metrics.json");
            gateway.AddDevice(new DeviceDescriptor { Id = Ward.Device(1), ProfileId = "nowhere" });
            gateway.AddSource("ward", _ => { });
            gateway.AddDestination("record", d => d.MaxBatch = 0);
        }));

        string all = string.Join('\n', fault.Faults);
        Assert.Contains("Lanes is 0", all, StringComparison.Ordinal);
        Assert.Contains("empty.json(1,", all, StringComparison.Ordinal);
        Assert.Contains("missing.json", all, StringComparison.Ordinal);
        Assert.Contains("no-metrics.json(1,1)", all, StringComparison.Ordinal);
        Assert.Contains("'missing-metrics.json' does not exist", all, StringComparison.Ordinal);
        Assert.Contains("'nowhere'", all, StringComparison.Ordinal);
        Assert.Contains("Source 'ward' has no transport", all, StringComparison.Ordinal);
        Assert.Contains("DeviceOnlyReadings is not decided", all, StringComparison.Ordinal);
        Assert.Contains("Destination 'record' has no transport", all, StringComparison.Ordinal);
        Assert.Contains("MaxBatch is 0", all, StringComparison.Ordinal);
    }

    [Fact]
    public void A_profile_may_name_the_metrics_that_were_added_before_it()
    {
        ReadOnlyMemory<byte> metrics = """
            {"metrics":[{"id":"rr8-flow","text":"Oxygen flow","group":"patient","unit":"L/min","codes":[{"system":"urn:example:own","code":"flow"}]}]}
            """u8.ToArray();
        ReadOnlyMemory<byte> profile = """
            {"id":"flow-meter","version":"1","metrics":[{"name":"F","metric":"rr8-flow","unit":"L/min"}],"decoder":{"name":"flat-json","section":{}}}
            """u8.ToArray();

        GatewayBuilder gateway = new();
        gateway.AddMetrics(metrics, "metrics.json").AddProfile(profile, "flow-meter.json");

        Assert.True(gateway.Metrics.TryGet("rr8-flow", out Metric? flow));
        Assert.Equal("rr8-flow", flow.Id);
        Assert.False(MetricCatalogue.Standard.TryGet("rr8-flow", out _));
        Assert.Empty(gateway.Faults());
        Assert.Contains("no metric of this id", Assert.Single(new GatewayBuilder()
            .AddProfile(profile, "flow-meter.json").AddMetrics(metrics, "metrics.json").Faults()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_come_from_configuration()
    {
        await using Ward ward = new() { Configure = g => g.Bind(Settings(("Sources:ward:ReceiveWindow", "7"), ("Gateway:Lanes", "3"))) };
        await ward.StartAsync();

        Assert.Contains(ward.LogTexts, m => m.Contains("3 lane(s)", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Gateway:Lane", "3", "Gateway:Lane")]
    [InlineData("Gateway:Lanes", "three", "a whole number")]
    [InlineData("Sources:ward:Purpose", "Fun", "live, historical, test")]
    [InlineData("Sources:wrad:Purpose", "Test", "Sources:wrad")]
    [InlineData("Destinations:record:Linger", "soon", "00:00:05")]
    [InlineData("Destinations:record:Linger", "5", "00:00:05")]
    [InlineData("Destinations:record:MaxBatch", "0", "'Destinations:record:MaxBatch' is 0; it lies between")]
    [InlineData("Ledger:MaxReadings", "0", "'Ledger:MaxReadings' cannot be taken: MaxReadings is 1 to")]
    [InlineData("Sources:ward:Drivers:OfflineAfter", "0", "'Sources:ward:Drivers:OfflineAfter' is 0; it lies between")]
    public void A_setting_that_is_unknown_or_unreadable_is_a_fault_with_its_path(string key, string value, string expected)
    {
        Ward ward = new() { Configure = g => g.Bind(Settings((key, value))) };

        GatewayConfigurationException fault = Assert.Throws<GatewayConfigurationException>(() => ward.Gateway);
        Assert.Contains(expected, Assert.Single(fault.Faults), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AddNhsIoT_gives_a_hosted_gateway_and_a_health_check()
    {
        ScriptedIntake intake = new();
        ManualClock clock = new();
        ServiceCollection services = new();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(clock);
        services.AddNhsIoT(gateway =>
        {
            gateway.Decoders.Add(new LineDecoder());
            gateway.AddSource("ward", s =>
            {
                s.Transport.Use(_ => intake);
                s.DeviceOnlyReadings = DeviceOnlyReadings.Final;
                s.Purpose = ReadingPurpose.Test;
            });
        });
        await using ServiceProvider provider = services.BuildServiceProvider();
        Gateway hosted = Assert.Single(provider.GetServices<IHostedService>().OfType<Gateway>());
        await hosted.StartAsync(CancellationToken.None);

        HealthReportEntry silent = await CheckAsync(provider);
        Assert.Equal(HealthStatus.Degraded, silent.Status);
        Assert.True((bool)silent.Data["source ward connected"]);
        Assert.False((bool)silent.Data["source ward fresh"]);
        Assert.Equal("Volatile", silent.Data["outbox"]);

        intake.Say("stranger 1");
        await Ward.UntilAsync(() => intake.Settled == 1);
        HealthReportEntry heard = await CheckAsync(provider);
        Assert.True((bool)heard.Data["source ward fresh"]);
        Assert.Equal(1L, heard.Data["unknown devices"]);

        clock.Advance(TimeSpan.FromMinutes(6));
        Assert.False((bool)(await CheckAsync(provider)).Data["source ward fresh"]);

        intake.Health = new(false);
        Assert.Equal(HealthStatus.Unhealthy, (await CheckAsync(provider)).Status);
        await hosted.StopAsync(CancellationToken.None);
    }

    [Fact]
    public void An_application_has_one_gateway()
    {
        ServiceCollection services = new();
        services.AddNhsIoT(_ => { });

        Assert.Throws<InvalidOperationException>(() => services.AddNhsIoT(_ => { }));
    }

    private static async Task<HealthReportEntry> CheckAsync(ServiceProvider provider) =>
        (await provider.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Entries["nhsiot"];

    private static IConfiguration Settings(params (string Key, string Value)[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(s => new KeyValuePair<string, string?>(s.Key, s.Value)))
        .Build();
}
