using System.Net;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Features.Comments.Screening;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using Xunit;

namespace SelfEval.Web.Tests.Features.Comments;

/// <summary>An evaluator reads what is masked and decides what is shown.</summary>
public sealed class ScreeningTests(Host host) : IClassFixture<Host>
{
    private const string Named = "Sister Margaret Oakes rang me, the one with the red car.";

    [Theory]
    [InlineData("written", null, Named)]
    [InlineData("written", "the one with the red car", "Sister Margaret Oakes rang me, [hidden].")]
    [InlineData("masked", null, "[name] rang me, the one with the red car.")]
    [InlineData("masked", "RED CAR", "[name] rang me, the one with the [hidden].")]
    public async Task What_an_evaluator_decides_is_shown(string show, string? hide, string shown)
    {
        var round = await host.WrittenAsync(6, i => i == 0 ? Named : $"Words of {i}");
        var evaluator = await host.AsAsync(Role.Evaluator, round.Programme);
        var page = await evaluator.FollowAsync(await evaluator.GetAsync($"{round.Comments}/read?question={round.Question}"));
        Assert.Equal(Named, page.Document.QuerySelector(".app-own-words")!.TextContent);
        Assert.Equal("Sister Margaret Oakes", page.Document.QuerySelector("mark")!.TextContent);

        var saved = await evaluator.SubmitAsync(page, ("Input.Show", show), ("Input.AlsoHide", hide ?? ""), ("Input.Quote", "Told"));
        Assert.Equal(HttpStatusCode.Redirect, saved.Status);
        var read = await (await host.AsAsync(Role.TeamMember, team: round.Team)).GetAsync(round.Comments);
        Assert.Contains(shown, read.Document.QuerySelectorAll("blockquote").Select(q => q.TextContent));
        var acts = await host.ReadAsync(db => db.AuditEntries.Where(a => a.Subject == $"round:{round.Round.Id}" && a.Action.StartsWith("comment.")).Select(a => a.Action).ToListAsync());
        Assert.Contains("comment.read_unmasked", acts);
        Assert.Contains("comment.decided", acts);
    }

    [Fact]
    public async Task What_is_hidden_is_shown_to_nobody_and_not_offered_for_quoting()
    {
        var round = await host.WrittenAsync(6, i => i == 0 ? Named : $"Words of {i}");
        var evaluator = await host.AsAsync(Role.Evaluator, round.Programme);
        var page = await evaluator.FollowAsync(await evaluator.GetAsync($"{round.Comments}/read?question={round.Question}"));
        await evaluator.SubmitAsync(page, ("Input.Show", "nothing"), ("Input.Quote", "Told"));

        var list = await evaluator.GetAsync(round.Comments);
        Assert.Equal(5, list.Document.QuerySelectorAll("blockquote").Length);
        Assert.Contains("1 of it is hidden", list.Text, StringComparison.Ordinal);
        var comment = await host.ReadAsync(db => db.Comments.SingleAsync(c => c.RoundId == round.Round.Id && c.State == CommentState.Hidden));
        Assert.Equal((QuoteConsent.None, ""), (comment.Quote, comment.Shown));
    }

    [Fact]
    public async Task Choosing_nothing_and_hiding_what_is_not_there_are_refused_with_what_to_do()
    {
        var round = await host.WrittenAsync(6, i => i == 0 ? Named : $"Words of {i}");
        var evaluator = await host.AsAsync(Role.Evaluator, round.Programme);
        var page = await evaluator.FollowAsync(await evaluator.GetAsync($"{round.Comments}/read?question={round.Question}"));
        Assert.Contains("Choose what is shown of this comment", (await evaluator.SubmitAsync(page)).Errors);
        Assert.Contains("“blue car” is not in the comment. Copy the words from it, one a line", (await evaluator.SubmitAsync(page, ("Input.Show", "written"), ("Input.AlsoHide", "blue car"))).Errors);
    }

    [Fact]
    public async Task Who_decides_second_is_told_and_changes_nothing()
    {
        var round = await host.WrittenAsync(6, i => i == 0 ? Named : $"Words of {i}");
        var evaluator = await host.AsAsync(Role.Evaluator, round.Programme);
        var page = await evaluator.FollowAsync(await evaluator.GetAsync($"{round.Comments}/read?question={round.Question}"));
        await evaluator.SubmitAsync(page, ("Input.Show", "nothing"), ("Input.Quote", "None"));
        Assert.Equal(HttpStatusCode.Conflict, (await evaluator.SubmitAsync(page, ("Input.Show", "written"), ("Input.Quote", "None"))).Status);
        Assert.True(await host.ReadAsync(db => db.Comments.AnyAsync(c => c.RoundId == round.Round.Id && c.State == CommentState.Hidden)));
    }

    [Fact]
    public async Task Nobody_but_an_evaluator_sees_what_is_behind_the_masks()
    {
        var round = await host.WrittenAsync(6, i => i == 0 ? Named : $"Words of {i}");
        var id = await host.ReadAsync(db => db.Comments.Where(c => c.RoundId == round.Round.Id && c.HasFinds).Select(c => c.Id).SingleAsync());
        foreach (var role in (Role[])[Role.TeamMember, Role.TeamLead])
            Assert.Equal(HttpStatusCode.Forbidden, (await (await host.AsAsync(role, team: round.Team)).GetAsync($"{round.Comments}/{id}?question={round.Question}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await (await host.AsAsync(Role.Evaluator, await host.ProgrammeAsync())).GetAsync($"{round.Comments}/{id}?question={round.Question}")).Status);
    }

    [Fact]
    public void Text_of_every_script_stays_as_it_was_written()
    {
        const string text = "Дякую 🙏 شكرا जय =1+1 \t\"x\"";
        Assert.Equal(text, ScreenComment.ShownOf(text, new(CommentState.Cleared, null, QuoteConsent.None)));
        Assert.Throws<InvalidInput>(() => ScreenComment.ShownOf(text, new(CommentState.Cleared, "absent", QuoteConsent.None)));
    }
}
