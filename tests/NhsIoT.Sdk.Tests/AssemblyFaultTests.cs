using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Tests.Harness;
using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk.Tests;

public sealed class AssemblyFaultTests
{
    [Fact]
    public void What_was_opened_before_the_assembly_failed_is_closed_and_the_fault_is_the_first_one()
    {
        Opened intake = new();
        Opened second = new() { FailsToClose = true };
        FaultyOutbox outbox = new();

        IOException fault = Assert.Throws<IOException>(() => Gateway.Create(g =>
        {
            Build(g, intake);
            g.AddDestination("record", d => d.Transport.Use(_ => second));
            g.Store.UseOutbox(outbox.Around);
            g.Store.UseAuditTrail(_ => throw new IOException("no trail"));
        }));

        Assert.Equal("no trail", fault.Message);
        Assert.True(intake.IsClosed && second.IsClosed && outbox.IsDisposed);
    }

    [Fact]
    public void A_transport_that_cannot_do_what_it_is_for_is_closed_too()
    {
        Opened intake = new();
        Opened receiver = new();

        Assert.Throws<GatewayConfigurationException>(() => Gateway.Create(g =>
        {
            Build(g, intake);
            g.AddDestination("record", d => d.Transport.Use(_ => new ReceiveOnly(receiver)));
        }));

        Assert.True(intake.IsClosed && receiver.IsClosed);
    }

    [Fact]
    public void Nothing_is_opened_for_settings_with_faults()
    {
        bool isOpened = false;

        Assert.Throws<GatewayConfigurationException>(() => Gateway.Create(g =>
        {
            g.AddSource("ward", s => s.Transport.Use(_ =>
            {
                isOpened = true;
                return new ScriptedIntake();
            }));
        }));

        Assert.False(isOpened);
    }

    private static void Build(GatewayBuilder gateway, Opened intake)
    {
        gateway.Decoders.Add(new LineDecoder());
        gateway.AddSource("ward", s =>
        {
            s.Transport.Use(_ => intake);
            s.DeviceOnlyReadings = DeviceOnlyReadings.Preliminary;
        });
    }

    private sealed class ReceiveOnly(Opened opened) : IReceiveTransport
    {
        public TransportHealth Health => opened.Health;

        public bool ClearedForIdentifiable => true;

        public ValueTask<int> ReceiveAsync(Memory<Received> messages, CancellationToken cancellationToken) => ValueTask.FromResult(0);

        public ValueTask DisposeAsync() => opened.DisposeAsync();
    }

    private sealed class Opened : IReceiveTransport, ISendTransport
    {
        public bool FailsToClose { get; init; }

        public bool IsClosed { get; private set; }

        public TransportHealth Health { get; } = new(true);

        public bool ClearedForIdentifiable => true;

        public int MaxBatch => 1;

        public ValueTask<int> ReceiveAsync(Memory<Received> messages, CancellationToken cancellationToken) => ValueTask.FromResult(0);

        public ValueTask SendAsync(ReadOnlyMemory<Envelope> batch, Memory<Delivery> deliveries, CancellationToken cancellationToken) => ValueTask.CompletedTask;

        public ValueTask DisposeAsync()
        {
            IsClosed = true;
            return FailsToClose ? ValueTask.FromException(new IOException("it sticks")) : ValueTask.CompletedTask;
        }
    }
}
