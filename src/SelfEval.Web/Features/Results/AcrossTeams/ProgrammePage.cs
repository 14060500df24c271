using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Results.AcrossTeams;

/// <summary>What the pages over all teams of a programme have in common: for its evaluators, of one choice of rounds and one kind of people asked.</summary>
[Authorize(Policy = Access.Staff)]
public abstract class ProgrammePage(Scope scope, ProgrammeRounds rounds) : PageModel
{
    private const int TeamsOnAPage = 10;

    [FromRoute]
    public int Id { get; set; }

    /// <summary>Nothing for the latest, a number, or "every".</summary>
    [BindProperty(SupportsGet = true, Name = "round")]
    public string? RoundText { get; set; }

    [BindProperty(SupportsGet = true, Name = "asked")]
    public string? Asked { get; set; }

    /// <summary>Every round of all teams is a long list: it comes in pages of whole teams.</summary>
    [BindProperty(SupportsGet = true, Name = "p")]
    public int Number { get; set; } = 1;

    public Programme Programme { get; private set; } = null!;

    public IReadOnlyList<Team> Teams { get; private set; } = [];

    /// <summary>The rounds chosen, of every kind of people.</summary>
    protected IReadOnlyList<ProgrammeRound> Chosen { get; private set; } = [];

    public Wave Wave { get; private set; }

    /// <summary>The kind of people chosen.</summary>
    public Audience Audience { get; private set; }

    public IReadOnlyList<SelectListItem> Waves { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Audiences { get; private set; } = [];

    /// <summary>The teams on this page.</summary>
    public IReadOnlyList<Team> TeamsHere { get; private set; } = [];

    /// <summary>Of the rounds chosen, those of the teams on this page that asked this kind of people.</summary>
    public IReadOnlyList<ProgrammeRound> Rounds { get; private set; } = [];

    public int Pages => Wave.IsEvery ? Math.Max(1, (Teams.Count + TeamsOnAPage - 1) / TeamsOnAPage) : 1;

    public string PageHref => $"?round={Wave.Value}&asked={Word(Audience)}&p={{0}}";

    /// <summary>Which of the teams stand on this page, where there are more pages; otherwise nothing.</summary>
    public string TeamsHereWords => Pages == 1 ? "" : $", teams {(Number - 1) * TeamsOnAPage + 1} to {(Number - 1) * TeamsOnAPage + TeamsHere.Count} of {Teams.Count}";

    public bool HasTeams => Teams.Count > 0;

    /// <summary>A round, kind of people or page that does not exist is a 404: an address with a mistake must not show something else.</summary>
    protected async Task OpenAsync(bool mayEvery, CancellationToken cancellationToken)
    {
        Programme = await scope.Programmes(Right.Evaluate).Where(p => p.Id == Id).FirstOrNotFoundAsync(cancellationToken);
        Wave = Wave.Read(RoundText) ?? throw Problem.NotFound();
        var count = await rounds.WavesAsync(Id, cancellationToken);
        if (Wave.IsEvery && !mayEvery || Wave.Number > Math.Max(1, count)) throw Problem.NotFound();
        if (!ModelState.IsValid || Number is < 1 or > int.MaxValue / TeamsOnAPage) throw Problem.NotFound();
        var here = Wave.IsEvery ? ((Number - 1) * TeamsOnAPage)..(Number * TeamsOnAPage) : Range.All;
        (Teams, Chosen) = await rounds.OfAsync(Id, Wave, here, cancellationToken);
        if (Number > Pages) throw Problem.NotFound();
        TeamsHere = [.. Teams.Take(here)];
        Waves = [.. new[] { Wave.Latest }.Concat(Enumerable.Range(1, count).Select(n => Wave.Read($"{n}")!.Value)).Concat(mayEvery ? [Wave.Every] : [])
            .Select(wave => new SelectListItem(wave.Words, wave.Value, wave == Wave))];
        List<Audience> there = [.. Chosen.Select(r => r.Round.Audience).Distinct().Order()];
        Audience = Asked is null or "" ? there.FirstOrDefault(Audience.Patients)
            : Enum.TryParse<Audience>(Asked, ignoreCase: true, out var asked) && Enum.IsDefined(asked) ? asked : throw Problem.NotFound();
        if (!there.Contains(Audience)) there.Add(Audience);
        Audiences = [.. there.Select(a => new SelectListItem(ResultWords.Audience(a), Word(a), a == Audience))];
        var ids = TeamsHere.Select(team => team.Id).ToHashSet();
        Rounds = [.. Chosen.Where(r => r.Round.Audience == Audience && ids.Contains(r.Team.Id))];
    }

    public static string Word(Audience audience) => audience.ToString().ToLowerInvariant();
}
