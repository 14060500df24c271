using System.Globalization;

namespace SelfEval.Benchmarks;

/// <summary>Lays what both sides wrote beside each other. A fast wrong number is worth nothing: figures that differ, or are missing on one side, fail the run.</summary>
internal static class BesideRTable
{
    /// <summary>How far a figure may differ, relative to its size above 1; everything not named here is exact arithmetic on both sides.</summary>
    private static readonly Dictionary<string, double> Tolerances = new()
    {
        // eRm stops its search when the likelihood stands still.
        ["thresholds"] = 1e-3,
        ["log-likelihood"] = 1e-6,
        ["measures"] = 1e-3,
        ["standard errors"] = 1e-3,
        // wilcox.test finds its estimate by uniroot with a tolerance of 1e-4.
        ["estimate by search"] = 1e-3,
        // Other random numbers: about four standard errors of 10,000 draws.
        ["limits"] = 0.1,
        ["p by chance"] = 0.03,
    };

    private const double Exact = 1e-9;

    public static bool Print(string folder)
    {
        var (ours, theirs) = (Read(Path.Combine(folder, "ours.tsv")), Read(Path.Combine(folder, "r.tsv")));
        if (!ours.Keys.ToHashSet().SetEquals(theirs.Keys)) throw new InvalidDataException("The two sides did not run the same cases.");
        var agree = true;
        Console.WriteLine("| what | SelfEval, ms | R, ms | R does it by | R / SelfEval | largest difference |");
        Console.WriteLine("|---|--:|--:|---|--:|---|");
        foreach (var id in ours.Keys.Select(key => key.Id).Distinct())
        {
            var (what, us) = ours[(id, "time")].Single();
            var (by, them) = theirs[(id, "time")].Single();
            List<string> differences = [];
            if (!ours[(id, "figure")].Keys.Order().SequenceEqual(theirs[(id, "figure")].Keys.Order()))
                throw new InvalidDataException($"{id}: the two sides computed different figures.");
            foreach (var (name, figure) in ours[(id, "figure")])
            {
                var other = theirs[(id, "figure")][name];
                if (figure.Length == 0 || figure.Length != other.Length)
                    throw new InvalidDataException($"{id}, {name}: {figure.Length} numbers beside {other.Length}.");
                var largest = figure.Zip(other, (a, b) => Math.Abs(a - b) / Math.Max(1, Math.Abs(b))).Max();
                var within = largest <= Tolerances.GetValueOrDefault(name, Exact);
                agree &= within;
                differences.Add(string.Create(CultureInfo.InvariantCulture, $"{name} {largest:0.0E+0}{(within ? "" : " **differs**")}"));
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {what} | {Short(us[0])} | {Short(them[0])} | {by} | {Short(them[0] / us[0])} | {string.Join("; ", differences)} |"));
        }

        return agree;
    }

    private static string Short(double value) => value >= 100 ? value.ToString("#,##0", CultureInfo.InvariantCulture) : value.ToString("G3", CultureInfo.InvariantCulture);

    private static Dictionary<(string Id, string Kind), Dictionary<string, double[]>> Read(string file) =>
        File.ReadLines(file).Select(line => line.Split('\t')).GroupBy(row => (row[0], row[1]))
            .ToDictionary(group => group.Key, group => group.ToDictionary(row => row[2], row => row[3].Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture)).ToArray()));
}
