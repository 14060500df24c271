using System.Text;
using System.Text.Json;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using SelfEval.Exchange.Export;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Invitations.Lists;

/// <summary>
/// A list is pasted or uploaded, checked line by line, shown as what will happen, and only then taken in. Nothing of a list with mistakes is added unless the
/// person says that its wrong lines may be left out. Between the steps a long list travels with the page, sealed.
/// </summary>
public abstract class AddPeoplePage(AppDb db, Scope scope, CurrentAccount who, CheckList check, BeginList begin, Sealing sealing, TimeProvider clock) : PageModel
{
    public const int LongestForm = 3 * PostedList.LongestFile;

    /// <summary>A longer text is not shown again in its box: no phone could scroll it.</summary>
    private const int LongestShown = 100_000;

    private static readonly InlineValidator<InputForm> Validator = [];

    [FromRoute]
    public int Id { get; set; }

    [FromQuery]
    public string? Done { get; set; }

    [BindProperty]
    public InputForm Input { get; set; } = new();

    public ListTarget Target { get; private set; } = null!;

    public bool IsOpen => Target.Round?.StateAt(clock.GetUtcNow().UtcDateTime) == RoundState.Open;

    public IReadOnlyDictionary<string, int> Sites { get; private set; } = new Dictionary<string, int>();

    /// <summary>Set once a list has been read.</summary>
    public PeopleList? List { get; private set; }

    /// <summary>How an uploaded file was read.</summary>
    public string? Assumed { get; private set; }

    /// <summary>Set on the page that says what will happen.</summary>
    public ListCheck? Checked { get; private set; }

    /// <summary>The list as it was checked, for the button that adds it.</summary>
    public string? SealedList { get; private set; }

    /// <summary>The text as it came, for what can be done about its mistakes.</summary>
    public string? Kept { get; private set; }

    public bool MayLeaveOut => List is { IsUnreadable: false, Problems.Count: > 0, People.Count: > 0 };

    protected abstract int? RoundId { get; }

    protected abstract int? PlanId { get; }

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostCheckAsync()
    {
        await LoadAsync();
        return await this.PostAsync(Validator, Input, async () =>
        {
            var text = await TextAsync();
            List = PeopleList.Read(text, Rules(), Assumed);
            var isShown = text.Length <= LongestShown;
            if (List.Problems.Count > 0) Kept = SealedText.Of(sealing, JsonSerializer.SerializeToUtf8Bytes(new KeptText(text, Assumed)));
            Input.Kept = isShown ? null : Kept;
            Input.Text = isShown ? text : null;
            ModelState.Remove("Input.Text"); // so that the page shows the file's lines
            ModelState.Remove("Input.Kept");
            Refuse(List);
            Checked = await check.RunAsync(Target, List.People);
            SealedList = new CheckedList(RoundId, PlanId, who.RequiredId, false, List.People).Seal(sealing);
            return Page();
        });
    }

    public async Task<IActionResult> OnPostAddAsync()
    {
        await LoadAsync();
        var list = CheckedList.Open(sealing, Input.Checked);
        if (list is null || list.RoundId != RoundId || list.PlanId != PlanId || list.AccountId != who.RequiredId)
            return await this.PostAsync(Validator, Input, () => throw new InvalidInput("Text", "Check the list again: what was checked is no longer at hand"));
        var begun = await begin.RunAsync(list with { LeavesKnown = Input.Matches == "leave" });
        return Redirect(begun.IsFinished ? $"{Target.Href}?done=added&added={begun.Done.New}" : $"{Target.Href}/lists/{begun.Id}");
    }

    public async Task<IActionResult> OnPostChangeAsync()
    {
        await LoadAsync();
        return Page();
    }

    /// <summary>Everything that is wrong, for the spreadsheet that the list came from.</summary>
    public async Task<IActionResult> OnPostReportAsync()
    {
        await LoadAsync();
        if (Text(Input.Kept) is not { } kept) throw Problem.NotFound();
        var list = PeopleList.Read(kept.Text, Rules(), kept.Assumed);
        using var file = new MemoryStream();
        file.Write(Encoding.UTF8.Preamble);
        var csv = new CsvWriter(file);
        await csv.HeaderAsync(["line", "column", "what is wrong and what to do"]);
        foreach (var problem in list.Problems)
        {
            csv.Number(problem.Line);
            csv.Text(problem.Column);
            csv.Text(problem.Reason);
            await csv.EndRowAsync();
        }

        foreach (var note in list.Notes)
        {
            csv.Blank();
            csv.Blank();
            csv.Text("Note: " + note);
            await csv.EndRowAsync();
        }

        await csv.FlushAsync();
        return File(file.ToArray(), "text/csv; charset=utf-8", "problems.csv");
    }

    private async Task<string> TextAsync()
    {
        if (Input.File is { Length: > 0 } file)
        {
            var posted = await PostedList.ReadAsync(file);
            (Input.Text, Assumed) = (posted.Text, posted.Assumed);
        }
        else if (string.IsNullOrWhiteSpace(Input.Text) && Text(Input.Kept) is { } kept)
        {
            (Input.Text, Assumed) = (kept.Text, kept.Assumed);
        }

        if (string.IsNullOrWhiteSpace(Input.Text)) throw new InvalidInput("Text", "Paste a list of people, or choose a file");
        if (Input.Text.Length > PostedList.LongestFile) throw new InvalidInput("Text", $"The list is too long. Add at most {PeopleList.MostPeople:N0} people at a time");
        return Input.Text;
    }

    private void Refuse(PeopleList list)
    {
        if (list.IsUnreadable) throw new InvalidInput("Text", "The list cannot be read. The table below says why");
        if (list.People.Count == 0) throw new InvalidInput("Text", "The list has nobody who can be added");
        if (list.Problems.Count > 0 && !Input.LeaveOut)
            throw new InvalidInput("Text", list.Problems.Count == 1
                ? "1 thing in the list is not right. Nobody has been added"
                : $"{list.Problems.Count:N0} things in the list are not right. Nobody has been added");
    }

    private ListRules Rules() => new(Sites, Target.NeedsStart);

    private KeptText? Text(string? kept) => SealedText.Read(sealing, kept) is { } json ? JsonSerializer.Deserialize<KeptText>(json) : null;

    private async Task LoadAsync()
    {
        Target = await ListTarget.LedAsync(db, scope, RoundId, PlanId, clock.GetUtcNow().UtcDateTime);
        var sites = await db.Sites.Where(s => s.TeamId == Target.Team.Id).OrderBy(s => s.Name).ToListAsync();
        Sites = sites.GroupBy(s => s.Name, StringComparer.OrdinalIgnoreCase).ToDictionary(g => g.Key, g => g.First().Id, StringComparer.OrdinalIgnoreCase);
    }

    private sealed record KeptText(string Text, string? Assumed);

    public sealed class InputForm
    {
        public string? Text { get; set; }

        public IFormFile? File { get; set; }

        public bool LeaveOut { get; set; }

        public string? Kept { get; set; }

        public string? Checked { get; set; }

        public string? Matches { get; set; }
    }
}
