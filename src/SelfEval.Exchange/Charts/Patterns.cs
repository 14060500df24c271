namespace SelfEval.Exchange.Charts;

/// <summary>Seven fills that differ in lightness and in pattern, so that no colour need be seen. Each segment has a dark border besides.</summary>
internal static class Patterns
{
    internal const int Hidden = 7;

    private static readonly string[] Marks =
    [
        Ground("#ffffff") + Path("M0 8 L8 0"),
        Ground("#ffffff") + "<circle cx=\"4\" cy=\"4\" r=\"1.6\" fill=\"#212b32\"/>",
        Ground("#e8edee"),
        Ground("#aeb7bd") + Path("M4 0 V8"),
        Ground("#7cb3e0"),
        Ground("#7cb3e0") + Path("M0 0 L8 8"),
        Ground("#005eb8"),
        Ground("#ffffff") + Path("M0 4 H8"),
    ];

    // The ends of an order are always the same; a shorter one leaves out the middle.
    private static readonly int[][] Orders =
        [[], [6], [0, 6], [0, 3, 6], [0, 2, 4, 6], [0, 1, 2, 4, 6], [0, 1, 2, 4, 5, 6], [0, 1, 2, 3, 4, 5, 6]];

    internal static int Count => Marks.Length;

    internal static int Most => Orders.Length - 1;

    internal static int At(int place, int of) => place == Hidden && of == 0 ? Hidden : Orders[of][place];

    internal static string Define(string id, int pattern) =>
        $"<pattern id=\"{id}\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\">{Marks[pattern]}</pattern>";

    private static string Ground(string fill) => $"<rect width=\"8\" height=\"8\" fill=\"{fill}\"/>";

    private static string Path(string path) => $"<path d=\"{path}\" stroke=\"#212b32\" stroke-width=\"1.4\" fill=\"none\"/>";
}
