namespace NhsIoT.Sdk.Telemetry;

/// <content>
/// The atoms of the units in use, each as so many of the base units: UCUM 2.2, §§27–47. The notice of the owner stands in
/// third-party.md. eq and osm are left out: their factor to the mole depends on the substance, and UCUM gives 1.
/// </content>
internal static partial class UcumAtoms
{
    private const string Pi = "3.1415926535897932384626433832795028841971693993751058209749445923";
    private const string Volts = "g.m2.s-2.C-1";
    private const string Watts = "g.m2.s-3";
    private const string Pascals = "g.m-1.s-2";

    private static UcumAtom[] Listed() =>
    [
        Metric("m", "1", "m"),
        Metric("s", "1", "s"),
        Metric("g", "1", "g"),
        Metric("rad", "1", "rad"),
        Metric("K", "1", "K"),
        Metric("C", "1", "C"),
        Metric("cd", "1", "cd"),

        // Pure numbers.
        Plain("10*", "10", ""),
        Plain("10^", "10", ""),
        Plain("[pi]", Pi, ""),
        Plain("%", "1e-2", ""),
        Plain("[ppth]", "1e-3", ""),
        Plain("[ppm]", "1e-6", ""),
        Plain("[ppb]", "1e-9", ""),
        Plain("[pptr]", "1e-12", ""),
        Amount("mol", "6.02214076e23"),

        // Derived units of the SI.
        Metric("sr", "1", "rad2"),
        Metric("Hz", "1", "s-1"),
        Metric("N", "1e3", "g.m.s-2"),
        Metric("Pa", "1e3", Pascals),
        Metric("J", "1e3", "g.m2.s-2"),
        Metric("W", "1e3", Watts),
        Metric("A", "1", "C.s-1"),
        Metric("V", "1e3", Volts),
        Metric("F", "1e-3", "C2.s2.g-1.m-2"),
        Metric("Ohm", "1e3", "g.m2.s-1.C-2"),
        Metric("S", "1e-3", "C2.s.g-1.m-2"),
        Metric("Wb", "1e3", "g.m2.s-1.C-1"),
        Metric("T", "1e3", "g.s-1.C-1"),
        Metric("H", "1e3", "g.m2.C-2"),
        Metric("lm", "1", "cd.rad2"),
        Metric("lx", "1", "cd.rad2.m-2"),
        Metric("Bq", "1", "s-1"),
        Metric("Gy", "1", "m2.s-2"),
        Metric("Sv", "1", "m2.s-2"),
        Metric("kat", "6.02214076e23", "s-1"),

        // Beside the SI.
        Metric("l", "1e-3", "m3"),
        Metric("L", "1e-3", "m3"),
        Metric("t", "1e6", "g"),
        Metric("bar", "1e8", Pascals),
        Plain("deg", Pi + "/180", "rad"),
        Plain("min", "60", "s"),
        Plain("h", "3600", "s"),
        Plain("d", "86400", "s"),
        Plain("wk", "604800", "s"),
        Plain("mo", "2629800", "s"),
        Plain("a", "31557600", "s"),
        Metric("cal", "4184", "g.m2.s-2"),

        // Lengths, masses and volumes of trade.
        Plain("[in_i]", "254e-4", "m"),
        Plain("[ft_i]", "3048e-4", "m"),
        Plain("[yd_i]", "9144e-4", "m"),
        Plain("[oz_av]", "28.349523125", "g"),
        Plain("[lb_av]", "453.59237", "g"),
        Plain("[stone_av]", "6350.29318", "g"),
        Plain("[foz_br]", "284130625e-13", "m3"),
        Plain("[pt_br]", "56826125e-11", "m3"),

        // Of the ward.
        Metric("m[Hg]", "133322e3", Pascals),
        Metric("m[H2O]", "980665e1", Pascals),
        Plain("[drp]", "5e-8", "m3"),
        Metric("[iU]", "1", "[iU]"),
        Metric("[IU]", "1", "[iU]"),

        Temperature("Cel", isMetric: true, "1", "273.15"),
        Temperature("[degF]", isMetric: false, "5/9", "45967/180"),

        Level("Np", isMetric: true, ""),
        Level("B", isMetric: true, ""),
        Level("B[SPL]", isMetric: true, Pascals),
        Level("B[V]", isMetric: true, Volts),
        Level("B[mV]", isMetric: true, Volts),
        Level("B[uV]", isMetric: true, Volts),
        Level("B[10.nV]", isMetric: true, Volts),
        Level("B[W]", isMetric: true, Watts),
        Level("B[kW]", isMetric: true, Watts),
        Level("[pH]", isMetric: false, "m-3"),
    ];

    // UCUM §27.
    private static (string Symbol, int PowerOfTen)[] ListedPrefixes() =>
    [
        ("Y", 24), ("Z", 21), ("E", 18), ("P", 15), ("T", 12), ("G", 9), ("M", 6), ("k", 3), ("h", 2), ("da", 1),
        ("d", -1), ("c", -2), ("m", -3), ("u", -6), ("n", -9), ("p", -12), ("f", -15), ("a", -18), ("z", -21), ("y", -24),
    ];
}
