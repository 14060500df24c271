using Microsoft.AspNetCore.Authorization;
using SelfEval.Tests;
using SelfEval.Web.Tests.Security.World;
using Xunit;

namespace SelfEval.Web.Tests.Security;

/// <summary>Every door names a policy or stands in anonymous.txt with the reason: whoever opens one to everybody signs for it there.</summary>
[Collection(Sweeps.Name)]
public sealed class PolicyTests(Surface site)
{
    [Fact]
    [Asvs("A1")]
    public void Every_door_has_a_policy_or_is_open_on_purpose() => Sweep.IsClean(Faults(site.Doors));

    [Fact]
    public void Every_line_of_the_list_is_a_door_and_says_why()
    {
        var lines = TextFile.Lines("anonymous.txt").Select(l => l.Split(" | ")).ToList();
        Assert.All(lines, l => Assert.True(l is [_, { Length: > 10 }], string.Join(" | ", l)));
        Sweep.IsClean(lines.Select(l => l[0]).Except(site.Doors.Where(IsOpen).Select(d => "/" + d.Route)));
    }

    [Fact]
    [Asvs("A1")]
    public void Planted_doors_without_a_policy_are_found()
    {
        var faults = Faults(site.Planted);
        Assert.Contains("GET /planted/no-policy names no policy", faults);
        Assert.Contains("GET /planted/open is open to everybody and not in anonymous.txt", faults);
        Assert.DoesNotContain(faults, f => f.Contains("planted/teams", StringComparison.Ordinal));
    }

    private static IReadOnlyList<string> Faults(IReadOnlyList<Door> doors)
    {
        var open = TextFile.Lines("anonymous.txt").Select(l => l.Split(" | ")[0]).ToHashSet();
        return
        [
            .. doors.Where(d => IsOpen(d) && !open.Contains("/" + d.Route)).Select(d => $"{d} is open to everybody and not in anonymous.txt"),
            .. doors.Where(d => !IsOpen(d) && !HasPolicy(d)).Select(d => $"{d} names no policy"),
        ];
    }

    private static bool IsOpen(Door door) => door.Endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;

    // A planted door may say only RequireAuthorization(): that is the fallback policy by name.
    private static bool HasPolicy(Door door) =>
        door.Endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Any(a => a.Policy is not null || a.AuthenticationSchemes is not null || door.IsPlanted)
        || door.Endpoint.Metadata.GetMetadata<AuthorizationPolicy>() is not null;
}
