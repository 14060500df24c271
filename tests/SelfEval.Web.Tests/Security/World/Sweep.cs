using Xunit;

namespace SelfEval.Web.Tests.Security.World;

public static class Sweep
{
    /// <summary>Fails with every fault on a line of its own.</summary>
    public static void IsClean(IEnumerable<string> faults)
    {
        var all = faults.ToList();
        Assert.True(all.Count == 0, string.Join('\n', all.Prepend($"{all.Count} faults")));
    }
}
