using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SelfEval.Web.Features.Comments.Taking;
using SelfEval.Web.Model;
using Xunit;

namespace SelfEval.Web.Tests.Features.Comments;

/// <summary>Comments come with the figures, masked, and go with the answer they were taken from.</summary>
public sealed class ReadingTests(Host host) : IClassFixture<Host>
{
    private const string Named = "Sister Margaret Oakes rang me on 07700 900123.";

    [Fact]
    public async Task Comments_come_with_the_figures_and_never_fewer_than_k()
    {
        var round = await host.WrittenAsync(4, i => $"Words of {i}");
        var member = await host.AsAsync(Role.TeamMember, team: round.Team);
        var before = await member.GetAsync(round.Comments);
        Assert.Contains("once 5 people have written something", before.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Words of", before.Text, StringComparison.Ordinal);

        await host.WriteAsync(round, 1, _ => "Words of 4");
        var after = await member.GetAsync(round.Comments);
        Assert.Equal(Enumerable.Range(0, 5).Select(i => $"Words of {i}"), after.Document.QuerySelectorAll("blockquote").Select(q => q.TextContent).Order());

        // Three more came, fewer than the next figures need: theirs wait too.
        await host.WriteAsync(round, 3, i => $"Late words of {i}");
        Assert.DoesNotContain("Late words", (await member.GetAsync(round.Comments)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_few_wrote_nothing_is_shown_though_many_answered()
    {
        var round = await host.WrittenAsync(12, i => i < 4 ? $"Words of {i}" : null);
        Assert.DoesNotContain("Words of", (await (await host.AsAsync(Role.TeamMember, team: round.Team)).GetAsync(round.Comments)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_and_numbers_are_masked_on_every_surface_until_somebody_has_read_them()
    {
        var round = await host.WrittenAsync(6, i => i == 0 ? Named : $"Words of {i}");
        foreach (var role in (Role[])[Role.TeamMember, Role.TeamLead])
        {
            var page = await (await host.AsAsync(role, team: round.Team)).GetAsync(round.Comments);
            Assert.Contains("[name] rang me on [telephone number].", page.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("Oakes", page.Html, StringComparison.Ordinal);
            Assert.DoesNotContain("900123", page.Html, StringComparison.Ordinal);
        }

        var evaluator = await host.AsAsync(Role.Evaluator, round.Programme);
        Assert.DoesNotContain("Oakes", (await evaluator.GetAsync(round.Comments)).Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Oakes", (await host.ReadAsync(db => db.Comments.Where(c => c.HasFinds && c.RoundId == round.Round.Id).SingleAsync())).Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_comment_goes_with_the_answer_it_was_taken_from_and_is_not_taken_again()
    {
        var round = await host.WrittenAsync(6, i => $"Words of {i}");
        var gone = await host.ReadAsync(db => db.Comments.Where(c => c.RoundId == round.Round.Id && c.Shown == "Words of 2").SingleAsync());
        var code = await host.ArrangeAsync(async db =>
        {
            var response = await db.Responses.SingleAsync(r => r.Id == gone.ResponseId);
            var receipt = SelfEval.Web.Platform.Secrets.NewCode();
            db.Entry(response).Property(r => r.ReceiptHash).CurrentValue = SelfEval.Web.Platform.Secrets.HashCode(receipt);
            return receipt;
        });
        await host.WithAsync(async services =>
        {
            await services.GetRequiredService<SelfEval.Web.Features.Answering.WithdrawResponse>().RunAsync(code);
            return true;
        });
        var page = await (await host.AsAsync(Role.TeamMember, team: round.Team)).GetAsync(round.Comments);
        Assert.DoesNotContain("Words of 2", page.Text, StringComparison.Ordinal);

        await host.ArrangeAsync(async db => await db.CommentsTaken.Where(t => t.RoundId == round.Round.Id).ExecuteDeleteAsync());
        await host.StepAsync<TakeComments>();
        Assert.Equal(["Words of 0", "Words of 1", "Words of 3", "Words of 4", "Words of 5"], await host.ReadAsync(db => db.Comments.Where(c => c.RoundId == round.Round.Id).Select(c => c.Shown).OrderBy(t => t).ToListAsync()));
    }

    [Fact]
    public async Task Comments_are_read_page_by_page_each_once()
    {
        var round = await host.WrittenAsync(120, i => $"Words of {i}");
        var member = await host.AsAsync(Role.TeamMember, team: round.Team);
        var seen = new List<string>();
        var page = await member.GetAsync(round.Comments);
        while (true)
        {
            seen.AddRange(page.Document.QuerySelectorAll("blockquote").Select(q => q.TextContent));
            if (page.Document.QuerySelectorAll("main a").FirstOrDefault(a => a.TextContent == "Next 50") is not { } next) break;
            page = await member.GetAsync(next.GetAttribute("href")!);
        }

        Assert.Equal(Enumerable.Range(0, 120).Select(i => $"Words of {i}").Order(StringComparer.Ordinal), seen.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Another_teams_comments_do_not_exist()
    {
        var round = await host.WrittenAsync(6, i => $"Words of {i}");
        var stranger = await host.AsAsync(Role.TeamLead, team: await host.TeamAsync(round.Programme));
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(round.Comments)).Status);
    }
}
