using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Telemetry;
using NhsIoT.Sdk.Tests.Harness;
using NhsIoT.Sdk.Tests.Polling;
using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk.Tests.Words;

public sealed class OwnWordsTests
{
    [Fact]
    public async Task What_the_gateway_says_goes_the_way_of_every_message()
    {
        await using DriverWard ward = Speaking();
        await ward.StartAsync();

        Assert.True(await ward.OwnWords.SayAsync(StatusOf(1), CancellationToken.None).AsTask().WaitAsync(Ward.Patience));

        Assert.Equal(["bed1 Offline"], ward.Said);
        Assert.Equal(1, ward.Gateway.Counts.EntriesAppended);
    }

    [Fact]
    public async Task It_is_said_only_when_it_is_safe()
    {
        GatedOutbox outbox = new();
        await using DriverWard ward = Speaking(g => g.Store.UseOutbox(outbox.Around));
        await ward.StartAsync();

        Task<bool> said = ward.OwnWords.SayAsync(StatusOf(1), CancellationToken.None).AsTask();
        await outbox.Reached.WaitAsync(Ward.Patience);
        Assert.False(said.IsCompleted);

        outbox.Open();
        Assert.True(await said.WaitAsync(Ward.Patience));
    }

    [Fact]
    public async Task A_status_of_a_device_that_is_not_registered_is_quarantined_and_not_lost()
    {
        await using DriverWard ward = Speaking();
        await ward.StartAsync();

        Assert.True(await ward.OwnWords.SayAsync(StatusOf(9), CancellationToken.None).AsTask().WaitAsync(Ward.Patience));

        QuarantineRecord held = Assert.Single(await ward.Gateway.ReadQuarantineAsync(10));
        Assert.StartsWith("UnknownDevice at $.statuses[0].device", held.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_being_said_when_the_gateway_stops_is_drained_and_later_words_are_refused()
    {
        GatedOutbox outbox = new();
        await using DriverWard ward = Speaking(g => g.Store.UseOutbox(outbox.Around));
        await ward.StartAsync();
        Task<bool>[] said = [.. Enumerable.Range(0, OwnWords.Capacity + 50).Select(i => ward.OwnWords.SayAsync(StatusOf(1 + (i % 2)), CancellationToken.None).AsTask())];
        await outbox.Reached.WaitAsync(Ward.Patience);

        Task stopped = ward.Gateway.StopAsync();
        outbox.Open();
        await stopped.WaitAsync(Ward.Patience);
        bool[] safe = await Task.WhenAll(said).WaitAsync(Ward.Patience);

        Assert.True(safe.Count(s => s) >= OwnWords.Capacity);
        Assert.Equal(safe.Count(s => s), ward.Said.Count);
        Assert.False(await ward.OwnWords.SayAsync(StatusOf(1), CancellationToken.None));
    }

    [Fact]
    public async Task A_gateway_whose_sources_have_ended_does_not_wait_for_its_own_voice()
    {
        await using Ward ward = new();
        await ward.StartAsync();

        await ward.FinishAsync();
    }

    [Fact]
    public async Task What_is_given_back_is_offered_again_with_its_bytes_and_after_the_end_it_is_not_safe()
    {
        WordsQueue queue = new();
        DecodeOutput words = new();
        words.Add(StatusOf(1));
        Received[] received = new Received[2];
        Task<bool> settled = queue.Put(words, "key");
        await queue.ReceiveAsync(received, CancellationToken.None);
        byte[] bytes = received[0].Envelope.Payload.ToArray();

        received[0].Abandon();
        Received first = received[0];
        Assert.Equal(1, await queue.ReceiveAsync(received, CancellationToken.None));
        Assert.Equal(("key", WordNames.Route), (received[0].Envelope.Key, received[0].Envelope.Route));
        Assert.Equal(bytes, received[0].Envelope.Payload.ToArray());
        Assert.Throws<InvalidOperationException>(first.Accept);

        queue.Complete();
        Assert.False(settled.IsCompleted);
        received[0].Abandon();
        Assert.False(await settled);
        Assert.Equal(1, queue.Left);
        Assert.Equal(0, await queue.ReceiveAsync(received, CancellationToken.None));
    }

    [Fact]
    public void A_message_with_an_alarm_goes_as_an_alarm()
    {
        Assert.Equal(DeliveryClass.Alarm, WordNames.ClassOf(WordNames.AlarmRoute, DeliveryClass.Housekeeping));
        Assert.Equal(DeliveryClass.Housekeeping, WordNames.ClassOf(WordNames.Route, DeliveryClass.Housekeeping));
    }

    // A source beside it, so that there is one: it never says anything.
    private static DriverWard Speaking(Action<GatewayBuilder>? configure = null) => new()
    {
        Configure = g =>
        {
            g.AddDevice(DriverWard.Device(1).Descriptor);
            g.AddDevice(DriverWard.Device(2).Descriptor);
            g.AddSource("silent", s =>
            {
                s.Decoder = WordNames.Form;
                s.Transport.Use(_ => new ScriptedIntake());
                s.DeviceOnlyReadings = DeviceOnlyReadings.Final;
            });
            configure?.Invoke(g);
        },
    };

    private static DeviceStatus StatusOf(int number) => new()
    {
        Device = Ward.Device(number),
        Condition = DeviceCondition.Offline,
        Observed = ObservedTime.ByReceipt(DateTimeOffset.UnixEpoch),
        Received = DateTimeOffset.UnixEpoch,
    };
}
