using FsCheck;
using FsCheck.Fluent;
using NhsIoT.Sdk.Testing;

namespace NhsIoT.Sdk.Transport.Tests.Retrying;

public sealed class DestinationCircuitTests : IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private readonly ManualClock _clock = new();
    private readonly DestinationCircuit _circuit;

    public DestinationCircuitTests() => _circuit = new DestinationCircuit(new CircuitOptions { Failures = 3 }, _clock, new Random(7));

    public void Dispose() => _circuit.Dispose();

    [Fact]
    public async Task It_opens_after_so_many_sendings_without_an_answer_in_a_row()
    {
        Assert.False(await TryAsync(SendOutcome.NoAnswer));
        Assert.False(await TryAsync(SendOutcome.NoAnswer));
        Assert.False(await TryAsync(SendOutcome.Answered));
        Assert.False(await TryAsync(SendOutcome.NoAnswer));
        Assert.False(await TryAsync(SendOutcome.NotTried));
        Assert.False(await TryAsync(SendOutcome.NoAnswer));
        Assert.True(await TryAsync(SendOutcome.NoAnswer));

        Assert.Equal((CircuitState.Open, 1L), (_circuit.Status.State, _circuit.Status.Opened));
        Assert.InRange(_circuit.Status.Left, TimeSpan.FromTicks(1), Second);
    }

    [Fact]
    public async Task A_destination_that_says_that_it_takes_nothing_opens_it_at_once_for_as_long_as_it_asks()
    {
        Assert.True(await TryAsync(SendOutcome.Unavailable, TimeSpan.FromMinutes(3)));
        Task<CircuitPass> waiting = EnterAsync(DeliveryClass.Alarm);

        _clock.Advance(TimeSpan.FromMinutes(3) - TimeSpan.FromMilliseconds(1));
        Assert.False(waiting.IsCompleted);
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True(_circuit.Exit(await waiting, SendOutcome.Answered));
        Assert.Equal(CircuitState.Closed, _circuit.Status.State);
    }

    [Fact]
    public async Task Of_those_that_wait_alarms_probe_first_and_the_rest_goes_once_the_probe_was_answered()
    {
        await TryAsync(SendOutcome.Unavailable);
        Task<CircuitPass> rest = EnterAsync(DeliveryClass.Housekeeping);
        Task<CircuitPass> reading = EnterAsync(DeliveryClass.ClinicalReading);
        Task<CircuitPass> alarm = EnterAsync(DeliveryClass.Alarm);

        _clock.Advance(Second);
        CircuitPass probe = await alarm;
        Assert.False(reading.IsCompleted || rest.IsCompleted);
        Assert.Equal(CircuitState.HalfOpen, _circuit.Status.State);
        _circuit.Exit(probe, SendOutcome.Answered);

        await Task.WhenAll(reading, rest);
        Assert.Equal(CircuitState.Closed, _circuit.Status.State);
    }

    [Fact]
    public async Task A_probe_that_was_not_tried_goes_to_the_next()
    {
        await TryAsync(SendOutcome.Unavailable);
        Task<CircuitPass> reading = EnterAsync(DeliveryClass.ClinicalReading);
        Task<CircuitPass> alarm = EnterAsync(DeliveryClass.Alarm);
        _clock.Advance(Second);

        _circuit.Exit(await alarm, SendOutcome.NotTried);
        Assert.True(_circuit.Exit(await reading, SendOutcome.NoAnswer));
        Assert.Equal(CircuitState.Open, _circuit.Status.State);
    }

    [Fact]
    public async Task Who_was_cancelled_gets_no_pass_and_takes_none_from_the_others()
    {
        await TryAsync(SendOutcome.Unavailable);
        using CancellationTokenSource cancellation = new();
        Task<CircuitPass> gone = _circuit.EnterAsync(DeliveryClass.Alarm, cancellation.Token).AsTask();
        Task<CircuitPass> stays = EnterAsync(DeliveryClass.ClinicalReading);
        await cancellation.CancelAsync();
        _clock.Advance(Second);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);
        await stays;
    }

    [Fact]
    public async Task The_time_doubles_while_the_destination_is_dead_and_starts_anew_after_it_was_well_for_as_long()
    {
        TimeSpan longest = TimeSpan.Zero;
        for (int i = 0; i < 200; i++)
        {
            await TryAsync(SendOutcome.Unavailable);
            longest = _circuit.Status.Left > longest ? _circuit.Status.Left : longest;
            Assert.InRange(_circuit.Status.Left, TimeSpan.FromTicks(1), TimeSpan.FromSeconds(Math.Min(30, 1L << Math.Min(i, 5))));
            _clock.Advance(TimeSpan.FromSeconds(30));
        }

        Assert.InRange(longest, TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(30));
        await TryAsync(SendOutcome.Answered);
        _clock.Advance(TimeSpan.FromSeconds(30));
        await TryAsync(SendOutcome.Unavailable);
        Assert.InRange(_circuit.Status.Left, TimeSpan.FromTicks(1), Second);
    }

    [Fact]
    public async Task What_was_sent_before_it_opened_neither_closes_it_nor_cuts_short_what_was_asked_for()
    {
        CircuitPass early = await EnterAsync(DeliveryClass.Alarm);
        CircuitPass asking = await EnterAsync(DeliveryClass.ClinicalReading);
        await TryAsync(SendOutcome.Unavailable);

        Assert.False(_circuit.Exit(early, SendOutcome.Answered));
        Assert.False(_circuit.Exit(asking, SendOutcome.Unavailable, TimeSpan.FromMinutes(9)));

        Assert.Equal(TimeSpan.FromMinutes(9), _circuit.Status.Left);
        _clock.Advance(TimeSpan.FromMinutes(9) - TimeSpan.FromTicks(1));
        Assert.Equal(CircuitState.Open, _circuit.Status.State);
    }

    [Fact]
    public async Task One_that_is_not_set_as_it_has_to_be_stops_until_somebody_resumes_it()
    {
        Assert.True(await TryAsync(SendOutcome.Misconfigured));
        Task<CircuitPass> waiting = EnterAsync(DeliveryClass.Alarm);
        _clock.Advance(TimeSpan.FromDays(40));
        Assert.False(waiting.IsCompleted);

        _circuit.Resume();
        _circuit.Exit(await waiting, SendOutcome.Answered);
        Assert.Equal(CircuitState.Closed, _circuit.Status.State);
    }

    [Fact]
    public async Task A_wall_clock_that_jumps_changes_nothing()
    {
        await TryAsync(SendOutcome.Unavailable, TimeSpan.FromMinutes(1));
        _clock.SetUtcNow(_clock.GetUtcNow().AddDays(400));
        Assert.Equal(TimeSpan.FromMinutes(1), _circuit.Status.Left);

        _clock.SetUtcNow(_clock.GetUtcNow().AddDays(-800));
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(CircuitState.HalfOpen, _circuit.Status.State);
    }

    [Fact]
    public void Closed_it_allocates_nothing() => Assert.Equal(0, NhsIoT.Sdk.Tests.Allocated.BytesOf(() =>
    {
        ValueTask<CircuitPass> pass = _circuit.EnterAsync(DeliveryClass.Alarm, CancellationToken.None);
        _circuit.Exit(pass.GetAwaiter().GetResult(), SendOutcome.Answered);
    }));

    [Fact]
    public void Whatever_happens_at_most_one_probe_is_under_way_and_nothing_is_sent_before_its_time() =>
        Prop.ForAll(Gen.Choose(0, 1_000_000).ArrayOf().ToArbitrary(), steps => new CircuitWalk(steps).Go())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithEndSize(200));

    [Fact]
    public async Task Many_senders_at_once_lose_no_pass()
    {
        using DestinationCircuit circuit = new(
            new CircuitOptions { Failures = 1, FirstOpen = TimeSpan.FromMilliseconds(1), LongestOpen = TimeSpan.FromMilliseconds(2) }, TimeProvider.System, Random.Shared);
        await Task.WhenAll(Enumerable.Range(0, 6).Select(n => Task.Run(async () =>
        {
            for (int i = 0; i < 100; i++)
            {
                CircuitPass pass = await circuit.EnterAsync((DeliveryClass)(n % 3), CancellationToken.None);
                circuit.Exit(pass, i % 7 == 0 ? SendOutcome.NoAnswer : i % 5 == 0 ? SendOutcome.NotTried : SendOutcome.Answered);
            }
        }))).WaitAsync(TimeSpan.FromSeconds(30));
        Assert.True(circuit.Status.Opened > 0);
    }

    private async Task<bool> TryAsync(SendOutcome outcome, TimeSpan asked = default) =>
        _circuit.Exit(await EnterAsync(DeliveryClass.ClinicalReading), outcome, asked);

    private Task<CircuitPass> EnterAsync(DeliveryClass deliveryClass) => _circuit.EnterAsync(deliveryClass, CancellationToken.None).AsTask();
}
