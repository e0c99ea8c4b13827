using System.Runtime.InteropServices;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices.Thinning;

/// <summary>One series before one output: its newest reading, whether that is held back, and what went out last.</summary>
internal sealed class ThinnedSeries
{
    private const int PausesExpected = 3;
    private readonly ThinningRule _rule;
    private readonly long _endsAfterTicks;
    private State _now;
    private State _kept;

    public ThinnedSeries(MeasurementContext context, ThinningOptions options)
    {
        Context = context;
        _rule = options.Metrics.GetValueOrDefault(context.Metric.Id, options.Rule);
        long expected = context.ExpectedInterval is { } interval ? (long)decimal.Min((decimal)interval.Ticks * PausesExpected, long.MaxValue) : 0;
        _endsAfterTicks = Math.Max(options.EndsAfter.Ticks, expected);
    }

    /// <summary>Gets one of the contexts of the series: they share device, channel and metric.</summary>
    public MeasurementContext Context { get; }

    public bool IsTouched { get; private set; }

    /// <summary>Gets or sets a value indicating whether it is forgotten with the next commit.</summary>
    public bool IsLeaving { get; set; }

    public bool IsHolding => _now.IsHolding;

    public static bool Names(MeasurementContext source, MeasurementContext context) => ReferenceEquals(source, context)
        || (source.Device == context.Device && string.Equals(source.Channel, context.Channel, StringComparison.Ordinal)
            && (source.Metric == context.Metric || context.Metric.Components.Contains(source.Metric)));

    public static bool IsProtected(in Measurement reading) => reading.Quality.Severity != QualitySeverity.Good
        || reading.Quality.Reasons != QualityReasons.None || reading.Quality.Verification.ConfirmedBy is not null
        || reading.Value.Kind == ValueKind.Signal;

    public bool IsSameSeries(MeasurementContext context) => Context.Metric == context.Metric
        && string.Equals(Context.Channel, context.Channel, StringComparison.Ordinal);

    public bool IsLast(MeasurementContext context) => ReferenceEquals(_now.Last.Word.Context ?? Context, context);

    public void Touch()
    {
        IsTouched = true;
        _kept = _now;
    }

    public void Keep() => IsTouched = IsLeaving = false;

    public void Undo()
    {
        IsTouched = IsLeaving = false;
        _now = _kept;
    }

    public bool IsIdleAt(long ticks) => _now.Last.Word.IsDefault || Math.Abs(ticks - _now.Last.Word.Received.UtcTicks) > _endsAfterTicks;

    public bool IsEndedBy(in Placed<Measurement> next)
    {
        ref readonly Placed<Measurement> last = ref _now.Last;
        if (last.Word.IsDefault || _rule.IsNone)
        {
            return true;
        }

        long time = next.Word.Observed.StartUtcTicks - last.Word.Observed.StartUtcTicks;
        return !ReferenceEquals(next.Word.Context, last.Word.Context) || !ReferenceEquals(next.Placement, last.Placement)
            || time < 0 || time > _endsAfterTicks || next.Word.Observed.ClockEpoch != last.Word.Observed.ClockEpoch
            || next.Word.Quality != last.Word.Quality || next.Word.Value.Kind != last.Word.Value.Kind;
    }

    public bool MustSend(in Measurement reading) =>
        (_rule.Every is { } every && reading.Observed.StartUtcTicks - _now.SentStart >= every.Ticks) || IsChange(_now.Sent, reading.Value);

    public void Send(in Placed<Measurement> reading)
    {
        _now.Last = reading;
        _now.IsHolding = false;
        _now.Sent = reading.Word.Value;
        _now.SentStart = reading.Word.Observed.StartUtcTicks;
    }

    public void Hold(in Placed<Measurement> reading)
    {
        _now.Last = reading;
        _now.IsHolding = true;
    }

    public ref readonly Placed<Measurement> Release()
    {
        _now.IsHolding = false;
        _now.Sent = _now.Last.Word.Value;
        _now.SentStart = _now.Last.Word.Observed.StartUtcTicks;
        return ref _now.Last;
    }

    private bool IsChange(in Value sent, in Value value)
    {
        if (sent.TryGetQuantity(out Quantity before) && value.TryGetQuantity(out Quantity now))
        {
            return before.Unit != now.Unit || _rule.IsChange(before.Number, now.Number);
        }

        if (!sent.TryGetCompound(out CompoundValue? parts) || !value.TryGetCompound(out CompoundValue? others))
        {
            return sent != value;
        }

        bool isChange = parts.Parts.Length != others.Parts.Length;
        for (int i = 0; i < parts.Parts.Length && !isChange; i++)
        {
            isChange = parts.Parts[i].Metric != others.Parts[i].Metric || IsChange(parts.Parts[i].Value, others.Parts[i].Value);
        }

        return isChange;
    }

    [StructLayout(LayoutKind.Auto)]
    private struct State
    {
        public Placed<Measurement> Last;
        public Value Sent;
        public long SentStart;
        public bool IsHolding;
    }
}
