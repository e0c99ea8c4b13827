namespace NhsIoT.Sdk.Telemetry;

/// <summary>
/// The application identifiers and the forms of their values. Source: GS1 General Specifications, section 3, and the GS1 barcode
/// syntax dictionary of 2026-01-27. Which identifiers have to stand together is not checked.
/// </summary>
internal static partial class ApplicationIdentifiers
{
    private static readonly AiRule[] Two =
    [
        Key(0, 18), Key(1, 14), Key(2, 14), Key(3, 14),
        Text(10, 20), Date(11, 13), Date(15, 17), Digits(20, 2), Text(21, 22, 20),
        Number(30, 8), Number(37, 8), Text(90, 30), Text(91, 99, 90),
    ];

    private static readonly AiRule[] Three =
    [
        Text(235, 28), Text(240, 241, 30), Number(242, 6), Text(243, 20), Text(250, 251, 30), Text(254, 20),
        Key(253, 13) with { Tail = Gs1Characters.Set82, MaxTail = 17 },
        Key(255, 13) with { MaxTail = 12 },
        Text(400, 401, 30), Key(402, 17), Text(403, 30), Key(410, 417, 13),
        Text(420, 20), Text(421, 9) with { Digits = 3 }, Digits(422, 3), Digits(423, 3) with { MaxTail = 12 },
        Digits(424, 3), Digits(425, 3) with { MaxTail = 12 }, Digits(426, 3), Text(427, 3), Text(710, 717, 20),
    ];

    private static readonly AiRule[] Four =
    [
        .. Measures(310, 316), .. Measures(320, 337), .. Measures(340, 357), .. Measures(360, 369),
        Number(3900, 3909, 15), Number(3910, 3919, 15) with { Digits = 3 },
        Number(3920, 3929, 15), Number(3930, 3939, 15) with { Digits = 3 }, Digits(3940, 3943, 4), Digits(3950, 3955, 6),
        Text(4300, 4301, 35), Text(4302, 4303, 70), Text(4304, 4306, 70), Text(4307, 4307, 2, 2), Text(4308, 30), Digits(4309, 20),
        Text(4310, 4311, 35), Text(4312, 4313, 70), Text(4314, 4316, 70), Text(4317, 4317, 2, 2), Text(4318, 20), Text(4319, 30),
        Text(4320, 35), Digits(4321, 4323, 1), Date(4324, 4325) with { Digits = 10 }, Day(4326),
        Digits(4330, 4333, 6) with { Tail = Gs1Characters.Minus, MaxTail = 1 },
        Digits(7001, 13), Text(7002, 30), Day(7003) with { Digits = 10 }, Number(7004, 4), Text(7005, 12), Day(7006),
        Day(7007) with { MaxTail = 6 }, Text(7008, 3), Text(7009, 10), Text(7010, 2), Day(7011) with { MaxTail = 4 },
        Text(7020, 7022, 20), Text(7023, 30), Text(7030, 7039, 27) with { Digits = 3 }, Text(7040, 7040, 3, 3) with { Digits = 1 },
        Text(7041, 4), Text(7230, 7239, 30, 3), Text(7240, 20), Digits(7241, 2), Text(7242, 25), Digits(7250, 8), Digits(7251, 12),
        Digits(7252, 1), Text(7253, 7254, 40), Text(7255, 10), Text(7256, 90), Text(7257, 70), Text(7258, 7258, 3, 3), Text(7259, 40),
        Digits(8001, 14), Text(8002, 20), Key(8003, 14) with { Tail = Gs1Characters.Set82, MaxTail = 16 }, Text(8004, 30),
        Digits(8005, 6), Key(8006, 14) with { Digits = 18 }, Text(8007, 34), Day(8008) with { Digits = 8, MaxTail = 4 }, Text(8009, 50),
        Text(8010, 30) with { Tail = Gs1Characters.Set39 }, Number(8011, 12), Text(8012, 20), Text(8013, 8014, 25),
        Key(8017, 8018, 18), Number(8019, 10), Text(8020, 25), Key(8026, 14) with { Digits = 18 },
        Text(8030, 90) with { Tail = Gs1Characters.Set64 }, Digits(8040, 8041, 15), Digits(8042, 32), Digits(8043, 18) with { MaxTail = 2 },
        Text(8110, 70), Digits(8111, 4), Text(8112, 70), Text(8200, 70),
    ];

    private static AiRule Digits(int first, int last, int count) => new(first, last) { Digits = count };

    private static AiRule Digits(int ai, int count) => Digits(ai, ai, count);

    private static AiRule Number(int first, int last, int max) => new(first, last) { MinTail = 1, MaxTail = max };

    private static AiRule Number(int ai, int max) => Number(ai, ai, max);

    private static AiRule Text(int first, int last, int max, int min = 1) =>
        new(first, last) { Tail = Gs1Characters.Set82, MinTail = min, MaxTail = max };

    private static AiRule Text(int ai, int max) => Text(ai, ai, max);

    private static AiRule Key(int first, int last, int digits) => new(first, last) { Digits = digits, Key = digits };

    private static AiRule Key(int ai, int digits) => Key(ai, ai, digits);

    private static AiRule Date(int first, int last) => new(first, last) { Digits = 6, Date = AiDate.DayOrMonth };

    private static AiRule Day(int ai) => new(ai, ai) { Digits = 6, Date = AiDate.Day };

    // Six digits, of which the fourth digit of the identifier, 0 to 5, says how many are decimals.
    private static IEnumerable<AiRule> Measures(int first, int last) =>
        Enumerable.Range(first, last - first + 1).Select(ai => Digits(ai * 10, (ai * 10) + 5, 6));
}
