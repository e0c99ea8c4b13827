using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk;

/// <summary>Pulls a source as far as its receive window has room and hands each message to the lane of its key and class.</summary>
internal sealed class SourcePump(Source source, LaneSet lanes, GatewayServices services)
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);
    private readonly Received[] _buffer = new Received[64];

    /// <summary>Runs until the source has no more, or until it is stopped.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        if (source.Transport is not IOwnTransport own)
        {
            await PullAsync(stopping).ConfigureAwait(false);
            return;
        }

        own.Begin(services);
        await using CancellationTokenRegistration ends = stopping.Register(own.Complete);
        await PullAsync(CancellationToken.None).ConfigureAwait(false);
    }

    private async Task PullAsync(CancellationToken stopping)
    {
        TimeSpan delay = FirstDelay;
        while (!stopping.IsCancellationRequested)
        {
            ValueTask<int> place = source.Window.TakeAsync(_buffer.Length);
            if (!place.IsCompleted)
            {
                services.Metrics.Stalled(source.Name, source.UnderWay.Most);
            }

            int room = await place.ConfigureAwait(false);
            if (room == 0)
            {
                return;
            }

            int count = 0;
            try
            {
                count = await source.Transport.ReceiveAsync(_buffer.AsMemory(0, room), stopping).ConfigureAwait(false);
                delay = FirstDelay;
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault) when (fault is not OutOfMemoryException)
            {
                // A source that fails is tried again for ever: its messages are not ours to give up.
                Log.SourceFailed(services.Logger, source.Name, fault.GetType().Name, delay);
                services.Metrics.Failed("source", source.Name);
                source.Window.GiveBack(room);
                await DelayAsync(delay, stopping).ConfigureAwait(false);
                delay = delay * 2 < LongestDelay ? delay * 2 : LongestDelay;
                continue;
            }

            source.Window.GiveBack(room - count);
            if (count == 0)
            {
                Log.SourceEnded(services.Logger, source.Name);
                return;
            }

            HandOver(count);
        }
    }

    private void HandOver(int count)
    {
        DateTimeOffset now = services.Clock.GetUtcNow();
        source.Touch(now, services.Clock.GetTimestamp());
        services.Metrics.Received(source.Name, count);
        services.Tally.Received(count);
        for (int i = 0; i < count; i++)
        {
            DeliveryClass deliveryClass = ClassOf(_buffer[i].Envelope.Route);
            source.UnderWay.Enter(deliveryClass);
            lanes.Add(new LaneItem(source, _buffer[i], now, deliveryClass));
        }

        Array.Clear(_buffer, 0, count);
    }

    // Other people's code: were it to end the pump, what was received with the message would never be settled.
    private DeliveryClass ClassOf(string route)
    {
        try
        {
            return source.ClassOf(route);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            Log.ClassUnknown(services.Logger, source.Name, fault.GetType().Name);
            services.Metrics.Failed("class", source.Name);
            return source.Class;
        }
    }

    private async Task DelayAsync(TimeSpan delay, CancellationToken stopping)
    {
        try
        {
            await Task.Delay(delay, services.Clock, stopping).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Stopping ends the wait; the loop sees it.
        }
    }
}
