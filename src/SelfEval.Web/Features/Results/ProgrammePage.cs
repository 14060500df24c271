using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Results;

/// <summary>What the pages over all teams of a programme have in common: for its evaluators, of one choice of rounds and one kind of people asked.</summary>
[Authorize(Policy = Access.Staff)]
public abstract class ProgrammePage(Scope scope, ProgrammeRounds rounds) : PageModel
{
    [FromRoute]
    public int Id { get; set; }

    /// <summary>Nothing for the latest, a number, or "every".</summary>
    [BindProperty(SupportsGet = true, Name = "round")]
    public string? RoundText { get; set; }

    [BindProperty(SupportsGet = true, Name = "asked")]
    public string? Asked { get; set; }

    public Programme Programme { get; private set; } = null!;

    public IReadOnlyList<Team> Teams { get; private set; } = [];

    /// <summary>The rounds chosen, of every kind of people.</summary>
    protected IReadOnlyList<ProgrammeRound> Chosen { get; private set; } = [];

    public Wave Wave { get; private set; }

    /// <summary>The kind of people chosen.</summary>
    public Audience Audience { get; private set; }

    public IReadOnlyList<SelectListItem> Waves { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Audiences { get; private set; } = [];

    /// <summary>Of the rounds chosen, those that asked this kind of people.</summary>
    public IReadOnlyList<ProgrammeRound> Rounds { get; private set; } = [];

    public bool HasTeams => Teams.Count > 0;

    /// <summary>A round or kind of people that does not exist is a 404: an address with a mistake must not show something else.</summary>
    protected async Task OpenAsync(bool mayEvery, CancellationToken cancellationToken)
    {
        Programme = await scope.Programmes(Right.Evaluate).Where(p => p.Id == Id).FirstOrNotFoundAsync(cancellationToken);
        Wave = Wave.Read(RoundText) ?? throw Problem.NotFound();
        var count = await rounds.WavesAsync(Id, cancellationToken);
        if (Wave.IsEvery && !mayEvery || Wave.Number > Math.Max(1, count)) throw Problem.NotFound();
        (Teams, Chosen) = await rounds.OfAsync(Id, Wave, cancellationToken);
        Waves = [.. new[] { Wave.Latest }.Concat(Enumerable.Range(1, count).Select(n => Wave.Read($"{n}")!.Value)).Concat(mayEvery ? [Wave.Every] : [])
            .Select(wave => new SelectListItem(wave.Words, wave.Value, wave == Wave))];
        List<Audience> there = [.. Chosen.Select(r => r.Round.Audience).Distinct().Order()];
        Audience = Asked is null or "" ? there.FirstOrDefault(Audience.Patients)
            : Enum.TryParse<Audience>(Asked, ignoreCase: true, out var asked) && Enum.IsDefined(asked) ? asked : throw Problem.NotFound();
        if (!there.Contains(Audience)) there.Add(Audience);
        Audiences = [.. there.Select(a => new SelectListItem(ResultWords.Audience(a), Word(a), a == Audience))];
        Rounds = [.. Chosen.Where(r => r.Round.Audience == Audience)];
    }

    public static string Word(Audience audience) => audience.ToString().ToLowerInvariant();
}
