using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Features.Invitations.Messages;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Invitations.Post;

/// <summary>Letters to print, one A4 page a person, a hundred at a time.</summary>
[Authorize(Policy = Access.TeamLead)]
public sealed class SheetsModel(AppDb db, Scope scope, ReadPostLetters read, ParticipantWords words, TimeProvider clock) : PageModel
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

    private ParticipantWords.RoundFacts Facts { get; set; } = null!;

    public string CodePage => read.CodePage;

    public async Task OnGetAsync()
    {
        Round = await ToPost.RoundAsync(scope, Id, clock.GetUtcNow().UtcDateTime);
        Facts = await words.RoundAsync(Id);
        Total = await ToPost.Of(db, Id).CountAsync(i => i.Id <= UpTo);
        Letters = await read.RunAsync(Round, UpTo, After, OnPage);
        if (Letters.Count == OnPage) Next = Letters[^1].InvitationId;
    }

    /// <summary>The letter in the person's language, in the round's own words where it has some; null stands for the square and the code.</summary>
    public (MessageLanguage Language, IReadOnlyList<string?> Paragraphs) Words(PostLetter letter)
    {
        var language = MessageLanguage.For(letter.Language);
        var facts = Facts.Facts(letter.Name, WallClock.ToLocal(letter.ClosesAt, Round.Zone), letter.Link, "", letter.Code);
        return (language, RoundTexts.Letter(RoundTexts.Of(Facts.Texts, MessageKind.Invitation, SendRoute.Post, language), facts, language));
    }
}
