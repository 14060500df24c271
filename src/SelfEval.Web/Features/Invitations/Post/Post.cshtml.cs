using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using SelfEval.Exchange.Export;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Invitations.Post;

/// <summary>The letters of a round that people have to print and post. Making them is a POST, since it gives codes and is written down.</summary>
[Authorize(Policy = Access.TeamLead)]
public sealed class PostModel(AppDb db, Scope scope, PreparePostLetters prepare, ReadPostLetters read, MarkPosted mark, TimeProvider clock) : PageModel
{
    private const int AddressColumns = 8;
    private const int AtOnce = 500;

    [FromRoute]
    public int Id { get; set; }

    [FromQuery]
    public string? Done { get; set; }

    [FromQuery]
    public int Posted { get; set; }

    public Round Round { get; private set; } = null!;

    public int Count { get; private set; }

    public int UpTo { get; private set; }

    public string? DoneWords => Done == "posted" ? Posted == 1 ? "1 letter is marked as posted." : $"{Posted:N0} letters are marked as posted." : null;

    public async Task OnGetAsync()
    {
        Round = await ToPost.RoundAsync(scope, Id, Now);
        var ids = await ToPost.Of(db, Id).Select(i => i.Id).ToListAsync();
        (Count, UpTo) = (ids.Count, ids.DefaultIfEmpty().Max());
    }

    public async Task<IActionResult> OnPostSheetsAsync()
    {
        var (upTo, _) = await prepare.RunAsync(Id, "sheets");
        return Redirect($"/rounds/{Id}/post/sheets?upTo={upTo}");
    }

    /// <summary>One line a letter, for the mail merge of a word processor.</summary>
    public async Task<IActionResult> OnPostMergeAsync()
    {
        var (upTo, _) = await prepare.RunAsync(Id, "mail merge");
        Round = await ToPost.RoundAsync(scope, Id, Now);
        using var file = new MemoryStream();
        // Word processors take UTF-8 for what it is only by this mark.
        file.Write([0xEF, 0xBB, 0xBF]);
        var csv = new CsvWriter(file);
        await csv.HeaderAsync(["name", .. Enumerable.Range(1, AddressColumns).Select(i => $"address{i}"), "language", "link", "code", "code_page", "closes", "team", "questionnaire"]);
        for (var after = 0; ;)
        {
            var letters = await read.RunAsync(Round, upTo, after, AtOnce);
            foreach (var letter in letters)
            {
                csv.Text(letter.Name);
                for (var i = 0; i < AddressColumns; i++) csv.Text(i < letter.Address.Count ? letter.Address[i] : null);
                csv.Text(letter.Language);
                csv.Text(letter.Link);
                csv.Text(letter.Code);
                csv.Text(read.CodePage);
                csv.Date(DateOnly.FromDateTime(WallClock.ToLocal(letter.ClosesAt, Round.Zone)));
                csv.Text(Round.Team!.Name);
                csv.Text(Round.QuestionnaireVersion!.Questionnaire!.Title);
                await csv.EndRowAsync();
            }

            if (letters.Count == 0) break;
            after = letters[^1].InvitationId;
        }

        await csv.FlushAsync();
        return File(file.ToArray(), "text/csv; charset=utf-8", string.Create(CultureInfo.InvariantCulture, $"letters-{Id}.csv"));
    }

    public async Task<IActionResult> OnPostPostedAsync(int upTo)
    {
        var posted = await mark.RunAsync(Id, upTo);
        return Redirect($"/rounds/{Id}/post?done=posted&posted={posted}");
    }

    private DateTime Now => clock.GetUtcNow().UtcDateTime;
}
