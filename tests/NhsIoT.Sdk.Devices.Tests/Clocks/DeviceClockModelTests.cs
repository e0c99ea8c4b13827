using FsCheck;
using FsCheck.Fluent;

namespace NhsIoT.Sdk.Devices.Tests.Clocks;

/// <summary>Simulated clocks against the truth: the same lives each time, and some that nobody has seen.</summary>
/// <remarks>More of them: <c>dotnet run -c Release --project tests/NhsIoT.Sdk.Benchmarks -- clocks 100000</c>.</remarks>
public sealed class DeviceClockModelTests
{
    private const int FixedLives = 600;
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(200);

    public static TheoryData<DeviceWorld> Worlds => [.. Enum.GetValues<DeviceWorld>()];

    [Theory]
    [MemberData(nameof(Worlds))]
    public void The_truth_lies_within_the_uncertainty_wherever_the_clock_is_believed(DeviceWorld world) => Check(world, ClockClaims.TruthIsWithin);

    [Theory]
    [MemberData(nameof(Worlds))]
    public void Nothing_is_mapped_to_after_its_receipt(DeviceWorld world) => Check(world, ClockClaims.NothingIsAfterReceipt);

    [Theory]
    [MemberData(nameof(Worlds))]
    public void Two_readings_of_two_runs_never_have_one_identity(DeviceWorld world) => CheckFixed(world, ClockClaims.IdentitiesDiffer);

    [Theory]
    [MemberData(nameof(Worlds))]
    public void A_message_sent_again_is_mapped_as_before(DeviceWorld world) => CheckFixed(world, ClockClaims.SentAgainIsMappedAsBefore);

    [Theory]
    [MemberData(nameof(Worlds))]
    public void Observed_twice_is_observed_once(DeviceWorld world) => Check(world, ClockClaims.ObservedTwiceIsObservedOnce);

    [Theory]
    [MemberData(nameof(Worlds))]
    public void A_clock_that_runs_on_is_believed_again(DeviceWorld world) => CheckFixed(world, ClockClaims.IsBelievedAgain);

    private static void Check(DeviceWorld world, Func<DeviceLife, bool> holds)
    {
        CheckFixed(world, holds);
        Arbitrary<DeviceLife> lives = Arb.From(
            Gen.Choose(0, int.MaxValue - 1).Select(seed => DeviceLife.Of(seed, world)), life => life.Shorter());
        FsCheck.Check.One(Thorough, Prop.ForAll(lives, holds));
    }

    // Some lives in ten thousand hold a coincidence that the decision names among the limits: those would be found on some days only.
    private static void CheckFixed(DeviceWorld world, Func<DeviceLife, bool> holds)
    {
        for (int seed = 0; seed < FixedLives; seed++)
        {
            DeviceLife life = DeviceLife.Of(seed, world);
            Assert.True(holds(life), $"seed {seed}: {life}");
        }
    }
}
