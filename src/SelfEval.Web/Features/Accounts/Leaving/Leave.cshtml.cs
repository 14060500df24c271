using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Accounts.Leaving;

/// <summary>What somebody holds and who takes over. Opened by administrators from the account, and by leads from their team.</summary>
[Authorize(Policy = Access.Staff)]
[Authorize(Policy = Access.FreshSignIn)]
public sealed class LeaveModel(Holdings holdings, EndAccount end, CurrentAccount who) : PageModel
{
    [FromRoute]
    public int Id { get; set; }

    public Held Held { get; private set; } = null!;

    public bool EndsAll => who.IsAdministrator;

    public string Back => who.IsAdministrator ? $"/accounts/{Id}" : "/";

    public async Task OnGetAsync() => Held = await holdings.ReadAsync(Id);

    public async Task<IActionResult> OnPostAsync()
    {
        var next = new Dictionary<int, int>();
        foreach (var (name, value) in Request.Form)
            if (name.StartsWith("Next-", StringComparison.Ordinal) && int.TryParse(name["Next-".Length..], CultureInfo.InvariantCulture, out var team)
                && int.TryParse(value, CultureInfo.InvariantCulture, out var account))
                next[team] = account;
        await end.RunAsync(Id, next);
        return LocalRedirect(who.IsAdministrator ? $"/accounts?done=left" : "/");
    }

    public string Waiting(OrphanTeam team)
    {
        var parts = new List<string>();
        if (team.Rounds > 0) parts.Add(Count(team.Rounds, "round") + " open or to come");
        if (team.Plans > 0) parts.Add(Count(team.Plans, "series", "series") + " with rounds to come");
        if (team.Alarms > 0) parts.Add(Count(team.Alarms, "alarm") + " that nobody has seen to");
        return parts.Count == 0 ? "Nothing is waiting there." : $"Waiting there: {string.Join(", ", parts)}. Letters about them go to whoever leads the team.";
    }

    public IReadOnlyList<SelectListItem> Choices(OrphanTeam team) =>
        [.. team.Candidates.Select(c => new SelectListItem(c.Name, c.Id.ToString(CultureInfo.InvariantCulture)))];

    private static string Count(int many, string one, string? more = null) => many == 1 ? $"1 {one}" : $"{many} {more ?? one + "s"}";
}
