using FsCheck;
using FsCheck.Fluent;
using NhsIoT.Sdk.Transport.Tests.Model;

namespace NhsIoT.Sdk.Transport.Tests;

public sealed class OutboxModelTests
{
    [Fact]
    public void Whatever_is_appended_leased_and_settled_the_outbox_does_what_a_list_would() =>
        Prop.ForAll(Gen.Choose(0, 1_000_000).ArrayOf().ToArbitrary(), steps => Walk(steps))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithEndSize(400));

    // FsCheck knows no tasks; nothing in a walk waits for anything but itself.
    private static void Walk(int[] steps) => WalkAsync(steps).GetAwaiter().GetResult();

    private static async Task WalkAsync(int[] steps)
    {
        await using OutboxWalk walk = new(steps);
        await walk.GoAsync();
    }
}
