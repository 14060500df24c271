using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using SelfEval.Exchange.Export.Formats;
using SelfEval.Exchange.Export.Tables;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Exports;

/// <summary>
/// Files of a programme's answers, for its evaluators. The download is a post, because it is written down. Sizes are
/// those of the published editions: nothing is counted to show the page.
/// </summary>
[Authorize(Policy = Access.Staff)]
[Authorize(Policy = Access.FreshSignIn)]
public sealed class DownloadsModel(AppDb db, Scope scope, Editions editions, PrepareExport prepare, WriteExport write) : PageModel
{
    public const string Whole = "programme", OneTeam = "team", OneRound = "round";
    private static readonly InlineValidator<InputModel> Validator = new();

    static DownloadsModel()
    {
        Validator.RuleFor(i => i.What).Must(w => w is Whole or OneTeam or OneRound).WithMessage("Choose what the file should hold");
        Validator.RuleFor(i => i.Format).Must(f => ExportFormats.Find(f) is not null).WithMessage("Choose a format");
        Validator.RuleFor(i => i.Layout).IsInEnum().WithMessage("Choose what a row of the file is");
        Validator.RuleFor(i => i.TeamId).NotNull().When(i => i.What == OneTeam).WithMessage("Choose a team");
        Validator.RuleFor(i => i.RoundId).NotNull().When(i => i.What == OneRound).WithMessage("Choose a round");
    }

    public sealed class InputModel
    {
        public string What { get; set; } = Whole;

        public int? TeamId { get; set; }

        public int? RoundId { get; set; }

        public bool Texts { get; set; }

        public string Format { get; set; } = "zip";

        public ExportLayout Layout { get; set; }
    }

    public sealed record Line(int Id, string Name, int TeamId, string Team, int K, int? Answers);

    [FromRoute]
    public int Id { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public Programme Programme { get; private set; } = null!;

    public IReadOnlyList<Line> Ready { get; private set; } = [];

    public IReadOnlyList<Line> NotReady { get; private set; } = [];

    public IEnumerable<SelectListItem> Teams => Ready.DistinctBy(l => l.TeamId)
        .Select(team => new SelectListItem($"{team.Team} ({Rows(Ready.Where(l => l.TeamId == team.TeamId))})", $"{team.TeamId}"));

    public IEnumerable<SelectListItem> Rounds => Ready.Select(l => new SelectListItem($"{l.Team}: {l.Name} ({Rows([l])})", $"{l.Id}"));

    public Task OnGetAsync() => LoadAsync();

    public Task<IActionResult> OnPostAsync() => this.PostAsync(Validator, Input, async () =>
    {
        var plan = await prepare.RunAsync(new ExportChoice(Id, Input.What == OneTeam ? Input.TeamId : null, Input.What == OneRound ? Input.RoundId : null, Input.Texts, ExportFormats.Find(Input.Format)!, Input.Layout));
        return new ExportResult(plan, write);
    }, LoadAsync);

    public string Rows(IEnumerable<Line> lines) => lines.Sum(l => l.Answers ?? 0) is var sum && sum == 1 ? "1 row" : $"about {sum:N0} rows";

    private async Task LoadAsync()
    {
        Programme = await scope.Programmes(Right.Evaluate).Where(p => p.Id == Id).FirstOrNotFoundAsync();
        var published = await editions.SizesAsync(db.Rounds.Where(r => r.Team!.ProgrammeId == Id));
        var rounds = await db.Rounds.Where(r => r.Team!.ProgrammeId == Id)
            .OrderBy(r => r.Team!.Name).ThenBy(r => r.TeamId).ThenBy(r => r.OpensAt).ThenBy(r => r.Id)
            .Select(r => new { r.Id, r.Name, r.TeamId, Team = r.Team!.Name, r.K }).ToListAsync();
        var lines = rounds.ConvertAll(r => new Line(r.Id, r.Name, r.TeamId, r.Team, r.K, published.TryGetValue(r.Id, out var n) ? n : null));
        Ready = lines.FindAll(l => l.Answers is not null);
        NotReady = lines.FindAll(l => l.Answers is null);
    }
}
