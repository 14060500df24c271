using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Invitations.Post;

/// <summary>Letters to print, one A4 page a person, a hundred at a time.</summary>
[Authorize(Policy = Access.TeamLead)]
public sealed class SheetsModel(AppDb db, Scope scope, ReadPostLetters read, Documents documents, TimeProvider clock) : PageModel
{
    private const int OnPage = 100;

    [FromRoute]
    public int Id { get; set; }

    [FromQuery]
    public int UpTo { get; set; }

    /// <summary>Beginning behind this letter.</summary>
    [FromQuery]
    public int After { get; set; }

    public Round Round { get; private set; } = null!;

    public IReadOnlyList<PostLetter> Letters { get; private set; } = [];

    public int Total { get; private set; }

    /// <summary>Where the next hundred begin; null at the end.</summary>
    public int? Next { get; private set; }

    public string Title { get; private set; } = "";

    public int Questions { get; private set; }

    public string CodePage => read.CodePage;

    public async Task OnGetAsync()
    {
        Round = await ToPost.RoundAsync(scope, Id, clock.GetUtcNow().UtcDateTime);
        var document = await documents.GetAsync(db, Round.QuestionnaireVersionId);
        (Title, Questions) = (document.Title, document.Items.Count);
        Total = await ToPost.Of(db, Id).CountAsync(i => i.Id <= UpTo);
        Letters = await read.RunAsync(Round, UpTo, After, OnPage);
        if (Letters.Count == OnPage) Next = Letters[^1].InvitationId;
    }
}
