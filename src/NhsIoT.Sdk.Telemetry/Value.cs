using System.Diagnostics.CodeAnalysis;

namespace NhsIoT.Sdk.Telemetry;

/// <summary>What was measured: one of the kinds of <see cref="ValueKind"/>, or that there is no value and why.</summary>
/// <remarks>
/// A quantity lies in place, without a box, a converted one as it was measured; signals, texts, codes and compounds are held by reference. 40 bytes. The
/// default value states nothing and is refused by <see cref="Measurement"/>. There is no null, no NaN and no sentinel:
/// zero is a value only where the device says so. Immutable, thread-safe.
/// </remarks>
public readonly struct Value : IEquatable<Value>
{
    private readonly decimal _number;
    private readonly object? _reference;
    private readonly Unit _unit;
    private readonly ValueKind _kind;
    private readonly AbsentReason _reason;
    private readonly bool _flag;

    private Value(ValueKind kind, object? reference = null, bool flag = false, AbsentReason reason = AbsentReason.Unspecified)
    {
        _kind = kind;
        _reference = reference;
        _flag = flag;
        _reason = reason;
    }

    private Value(in Quantity quantity)
    {
        _kind = ValueKind.Quantity;
        _number = quantity.Number;
        _unit = quantity.Unit;
    }

    // The number as it was measured: rounding takes something away, and a safety review asks what the device showed.
    private Value(decimal original, UnitConversion conversion)
    {
        _kind = ValueKind.Quantity;
        _number = original;
        _unit = conversion.Converter.To;
        _reference = conversion;
    }

    /// <summary>Gets what the value is.</summary>
    public ValueKind Kind => _kind;

    /// <summary>Compares kind and content; quantities with their scale, converted ones with their original.</summary>
    /// <param name="left">The first value.</param>
    /// <param name="right">The second value.</param>
    /// <returns>Whether they are the same.</returns>
    public static bool operator ==(Value left, Value right) => left.Equals(right);

    /// <summary>Compares kind and content; quantities with their scale, converted ones with their original.</summary>
    /// <param name="left">The first value.</param>
    /// <param name="right">The second value.</param>
    /// <returns>Whether they differ.</returns>
    public static bool operator !=(Value left, Value right) => !left.Equals(right);

    /// <summary>Makes a value from a number with its unit.</summary>
    /// <param name="quantity">The quantity.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentException">The quantity has no unit.</exception>
    public static Value Of(Quantity quantity) => quantity.Unit.IsSpecified
        ? new Value(quantity)
        : throw new ArgumentException("A quantity has a unit.", nameof(quantity));

    /// <summary>Makes a value from a number and its unit.</summary>
    /// <param name="number">The number, scale kept.</param>
    /// <param name="unit">The unit.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentException"><paramref name="unit"/> is the default value.</exception>
    public static Value Of(decimal number, Unit unit) => new(new Quantity(number, unit));

    /// <summary>Makes a value from a code.</summary>
    /// <param name="code">The code.</param>
    /// <returns>The value.</returns>
    public static Value Of(Coding code) => new(ValueKind.Coded, NotNull(code));

    /// <summary>Makes a value from yes or no.</summary>
    /// <param name="flag">Yes or no.</param>
    /// <returns>The value.</returns>
    public static Value Of(bool flag) => new(ValueKind.Boolean, flag: flag);

    /// <summary>Makes a value from text.</summary>
    /// <param name="text">The text; not empty.</param>
    /// <returns>The value.</returns>
    public static Value OfText(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        return new Value(ValueKind.Text, text);
    }

    /// <summary>Makes a value from a sampled signal.</summary>
    /// <param name="signal">The signal.</param>
    /// <returns>The value.</returns>
    public static Value Of(SampledSignal signal) => new(ValueKind.Signal, NotNull(signal));

    /// <summary>Makes a value from several metrics measured as one.</summary>
    /// <param name="compound">The compound.</param>
    /// <returns>The value.</returns>
    public static Value Of(CompoundValue compound) => new(ValueKind.Compound, NotNull(compound));

    /// <summary>States that there is no value, and why.</summary>
    /// <param name="reason">The reason.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="reason"/> is not a reason.</exception>
    public static Value NotAvailable(AbsentReason reason) => reason is > AbsentReason.Unspecified and <= AbsentReason.Unsupported
        ? new Value(ValueKind.NotAvailable, reason: reason)
        : throw new ArgumentOutOfRangeException(nameof(reason), reason, "A missing value has a reason.");

    /// <summary>Gets the quantity; of a converted one, the one in the wanted unit.</summary>
    /// <param name="quantity">The quantity, or the default value.</param>
    /// <returns>Whether the value is one.</returns>
    public bool TryGetQuantity(out Quantity quantity)
    {
        bool has = _kind == ValueKind.Quantity;
        quantity = !has ? default : new Quantity(_reference is UnitConversion conversion ? Shown(conversion) : _number, _unit);
        return has;
    }

    /// <summary>Gets what was measured, where the quantity is that in another unit.</summary>
    /// <param name="original">The number and the unit as they were measured, or the default value.</param>
    /// <returns>Whether the value is a quantity that was converted.</returns>
    public bool TryGetOriginal(out Quantity original)
    {
        original = _reference is UnitConversion conversion ? new Quantity(_number, conversion.Converter.From) : default;
        return original.Unit.IsSpecified;
    }

    /// <summary>Gets how the quantity came into its unit: with that and the original, the same value can be made again.</summary>
    /// <param name="conversion">The conversion, or <see langword="null"/>.</param>
    /// <returns>Whether the value is a quantity that was converted.</returns>
    public bool TryGetConversion([NotNullWhen(true)] out UnitConversion? conversion) => (conversion = _reference as UnitConversion) is not null;

    /// <summary>Gets the code.</summary>
    /// <param name="code">The code, or <see langword="null"/>.</param>
    /// <returns>Whether the value is one.</returns>
    public bool TryGetCode([NotNullWhen(true)] out Coding? code) => (code = _reference as Coding) is not null;

    /// <summary>Gets yes or no.</summary>
    /// <param name="flag">Yes or no; <see langword="false"/> where the value is neither.</param>
    /// <returns>Whether the value is yes or no.</returns>
    public bool TryGetBoolean(out bool flag)
    {
        flag = _flag;
        return _kind == ValueKind.Boolean;
    }

    /// <summary>Gets the text.</summary>
    /// <param name="text">The text, or <see langword="null"/>.</param>
    /// <returns>Whether the value is text.</returns>
    public bool TryGetText([NotNullWhen(true)] out string? text) => (text = _reference as string) is not null;

    /// <summary>Gets the sampled signal.</summary>
    /// <param name="signal">The signal, or <see langword="null"/>.</param>
    /// <returns>Whether the value is one.</returns>
    public bool TryGetSignal([NotNullWhen(true)] out SampledSignal? signal) => (signal = _reference as SampledSignal) is not null;

    /// <summary>Gets the compound.</summary>
    /// <param name="compound">The compound, or <see langword="null"/>.</param>
    /// <returns>Whether the value is one.</returns>
    public bool TryGetCompound([NotNullWhen(true)] out CompoundValue? compound) => (compound = _reference as CompoundValue) is not null;

    /// <summary>Gets why there is no value.</summary>
    /// <param name="reason">The reason; <see cref="AbsentReason.Unspecified"/> where there is a value.</param>
    /// <returns>Whether there is no value.</returns>
    public bool TryGetAbsentReason(out AbsentReason reason)
    {
        reason = _reason;
        return _kind == ValueKind.NotAvailable;
    }

    /// <inheritdoc/>
    public bool Equals(Value other) => _kind == other._kind
        && _number == other._number && _number.Scale == other._number.Scale && _unit == other._unit
        && _flag == other._flag && _reason == other._reason && Equals(_reference, other._reference);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Value other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_kind, _number, _unit, _flag, _reason, _reference);

    /// <summary>Gives the kind only: a value is clinical content and stays out of logs.</summary>
    /// <returns>The kind, and the reason where there is no value.</returns>
    public override string ToString() => _kind == ValueKind.NotAvailable ? $"{_kind} ({_reason})" : _kind.ToString();

    internal static Value Converted(decimal number, UnitConversion conversion) => new(number, conversion);

    // It fitted when the value was made.
    private decimal Shown(UnitConversion conversion) => conversion.Converter.Convert(_number, conversion.Decimals);

    private static T NotNull<T>(T argument)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(argument);
        return argument;
    }
}
