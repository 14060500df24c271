using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Features.Comments.Reading;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Comments;

/// <summary>What the pages about the comments of one round share: the round, its questions in words, and the one that is looked at.</summary>
public abstract class CommentsPage(Scope scope, ReadComments read) : PageModel
{
    [FromRoute]
    public int Id { get; set; }

    /// <summary>The question; without one, that with the most comments.</summary>
    [FromQuery(Name = "question")]
    public string? Code { get; set; }

    public Round Round { get; private set; } = null!;

    public IReadOnlyList<QuestionComments> Questions { get; private set; } = [];

    /// <summary>Null where nobody was asked anything in words.</summary>
    public QuestionComments? Question { get; private set; }

    public bool AreShown => Question?.AreEnough(Round.K) == true;

    public bool MayScreen { get; private set; }

    public bool MayCode { get; private set; }

    protected async Task LoadAsync(Right right)
    {
        Round = await scope.Rounds(right).Include(r => r.Team).Where(r => r.Id == Id).FirstOrNotFoundAsync();
        Questions = await read.CountAsync(Round);
        Question = Code is null ? Questions.MaxBy(q => q.All) : Questions.FirstOrDefault(q => q.Item.Code == Code) ?? throw Problem.NotFound();
        MayScreen = scope.MayOnTeam(Right.Evaluate, Round.Team!);
        MayCode = scope.MayOnTeam(Right.Publish, Round.Team!);
    }

    public string Href(string page, string? more = null) => $"/rounds/{Id}/comments{page}?question={Uri.EscapeDataString(Question!.Item.Code)}{more}";
}
