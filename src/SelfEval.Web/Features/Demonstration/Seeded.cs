using System.Globalization;

namespace SelfEval.Web.Features.Demonstration;

/// <summary>Chance that is the same on every machine and whatever runs beside it.</summary>
internal static class Seeded
{
    public static Random Random(int seed, string what)
    {
        // FNV-1a, because the framework's own string hash differs from run to run.
        var mark = 2166136261u;
        foreach (var c in seed.ToString(CultureInfo.InvariantCulture) + "/" + what) mark = unchecked((mark ^ c) * 16777619u);
        return new Random((int)(mark & 0x7fffffff));
    }

    public static double Normal(this Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
