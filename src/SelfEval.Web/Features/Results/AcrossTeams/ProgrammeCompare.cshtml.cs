using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Results.AcrossTeams;

/// <summary>For evaluators: one scale over the teams of a programme, their own figures and pooled ones, and limits of chance.</summary>
public sealed class ProgrammeCompareModel(Scope scope, ProgrammeRounds rounds) : ProgrammePage(scope, rounds)
{
    [BindProperty(SupportsGet = true, Name = "scale")]
    public string? ScaleKey { get; set; }

    public IReadOnlyList<SelectListItem> Scales { get; private set; } = [];

    /// <summary>The scale chosen; more than one where teams scored it in different ways.</summary>
    public IReadOnlyList<ScaleAcrossTeams> Shown { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        await OpenAsync(mayEvery: false, cancellationToken);
        var scales = Rounds.Where(r => r.Published is not null).SelectMany(r => r.Published!.Scales).GroupBy(s => s.Key).ToList();
        var key = string.IsNullOrEmpty(ScaleKey) ? scales.MaxBy(s => s.Count())?.Key : ScaleKey;
        Scales = [.. scales.Select(s => new SelectListItem($"{s.First().Title} ({s.First().InstrumentTitle})", s.Key, s.Key == key))];
        if (key is not null && scales.TrueForAll(s => s.Key != key)) Scales = [.. Scales, new SelectListItem($"{key} (no team)", key, true)];
        Shown = key is null ? [] : ScaleAcrossTeams.Of(Audience, Rounds, Teams, key);
    }
}
