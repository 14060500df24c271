using System.Net;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using Xunit;

namespace SelfEval.Web.Tests.Features.Answering;

public sealed class WithdrawTests(Host host) : IClassFixture<Host>
{
    [Fact]
    public async Task Answers_are_taken_back_by_the_receipt_code_without_signing_in()
    {
        var team = await host.TeamAsync(await host.ProgrammeAsync());
        var made = await host.OpenRoundAsync(team, await host.PublishedQuestionnaireAsync(team), IdentityMode.Confidential, 1);
        var (round, browser) = (made.Round, host.Browser());
        var thanks = await browser.FollowAsync(await browser.SubmitAsync(await AnsweringTests.ToCheckAsync(browser, made.People[0].Secret)));
        var receipt = AnsweringTests.Receipt(thanks);
        // The round has been laid to rest since: whoever makes its figures must hear of it.
        await host.ArrangeAsync(db => db.Rounds.Where(r => r.Id == round.Id).ExecuteUpdateAsync(set => set.SetProperty(r => r.ClosingDoneAt, host.Now)));
        var page = await host.Browser().GetAsync("/withdraw");
        Assert.Equal("Take back your answers", page.Heading);

        var stranger = host.Browser();
        var confirm = await stranger.SubmitAsync(await stranger.GetAsync("/withdraw"), ("Input.Code", $" {receipt.ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal)} "));
        Assert.Equal("Take back your answers?", confirm.Heading);
        Assert.False(await IsWithdrawnAsync(round));
        var done = await stranger.SubmitAsync(confirm);

        Assert.Equal("Your answers have been taken back", done.Heading);
        Assert.True(await IsWithdrawnAsync(round));
        Assert.True(await host.ReadAsync(db => db.Rounds.Where(r => r.Id == round.Id).Select(r => r.LookAgain).SingleAsync()));
        Assert.Equal(0, await host.ReadAsync(db => RowReader.Counted(db.Responses).CountAsync(r => r.RoundId == round.Id)));
        Assert.Equal(1, await ActsAsync(round));
        Assert.False(await host.ReadAsync(db => db.AuditEntries.AnyAsync(a => a.Action == "response.withdrawn")));
        Assert.DoesNotContain(receipt, done.Response.RequestMessage!.RequestUri!.ToString(), StringComparison.OrdinalIgnoreCase);

        // Again says the same and writes nothing; the page of thanks says it too.
        var again = await stranger.SubmitAsync(await stranger.GetAsync("/withdraw"), ("Input.Code", receipt));
        Assert.Equal("Your answers have been taken back", again.Heading);
        Assert.Equal(1, await ActsAsync(round));
        Assert.Equal("Your answers have been taken back", (await browser.GetAsync(thanks.Response.RequestMessage!.RequestUri!.PathAndQuery)).Heading);
    }

    [Theory]
    [InlineData("", "Enter your receipt code")]
    [InlineData("ABCD-EFGH-JKMN-PQRS-TVWX-YZ01", "Check the code. It has 24 letters")]
    public async Task A_wrong_code_says_so_at_the_field(string code, string words)
    {
        var browser = host.Browser();
        var page = await browser.SubmitAsync(await browser.GetAsync("/withdraw"), ("Input.Code", code));
        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Contains(words, page.Document.QuerySelector(".nhsuk-error-message")!.TextContent, StringComparison.Ordinal);
    }

    private Task<int> ActsAsync(Round round) => host.ReadAsync(db => db.ParticipantActs.Where(a => a.Action == "response.withdrawn" && a.Subject == $"round:{round.Id}").SumAsync(a => a.Count));

    private Task<bool> IsWithdrawnAsync(Round round) => host.ReadAsync(db => db.Responses.AnyAsync(r => r.RoundId == round.Id && r.WithdrawnOn != null));
}
