using Xunit;

namespace SelfEval.Web.Tests.Features.Answering;

/// <summary>What people write in their own words is read as it stands, so that each such question says what not to write.</summary>
public sealed class OwnWordsTests(Host host) : IClassFixture<Host>
{
    [Fact]
    public async Task Every_question_in_own_words_and_the_check_ask_for_no_names()
    {
        const string Words = "Do not write names, or anything that tells who you or others are.";
        var team = await host.TeamAsync(await host.ProgrammeAsync());
        var round = await host.OpenRoundAsync(team, await host.PublishedQuestionnaireAsync(team), people: 1);
        var browser = host.Browser();
        var check = await AnsweringTests.ToCheckAsync(browser, round.People[0].Secret);
        Assert.Contains(Words, check.Text, StringComparison.Ordinal);
        var change = check.Document.QuerySelectorAll("a").Select(a => a.GetAttribute("href")!).Single(h => h.EndsWith("#own_1", StringComparison.Ordinal));
        var page = await browser.GetAsync(change.Split('#')[0]);
        Assert.Equal(Words, page.Document.QuerySelector("#own_1-hint")?.TextContent.Trim());
        var choice = check.Document.QuerySelectorAll("a").Select(a => a.GetAttribute("href")!).Single(h => h.EndsWith("#care_1", StringComparison.Ordinal));
        Assert.DoesNotContain(Words, (await browser.GetAsync(choice.Split('#')[0])).Text, StringComparison.Ordinal);
    }
}
