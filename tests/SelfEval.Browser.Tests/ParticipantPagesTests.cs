using System.Text.RegularExpressions;
using Xunit;

namespace SelfEval.Browser.Tests;

/// <summary>The pages of whoever answers, at a phone’s and a desk’s width, with and without JavaScript.</summary>
public sealed class ParticipantPagesTests(DemonstrationSite site)
{
    [Fact]
    public Task Pages_of_a_participant() => Task.WhenAll(LookAsync(hasScript: true), LookAsync(hasScript: false));

    private async Task LookAsync(bool hasScript)
    {
        await using var person = await Visitor.ArriveAsync(site, hasScript, 320, 1280);
        await person.GoAsync(site.Surveys[0], "start");
        await person.PressAsync(Visitor.Send, "page-1");
        for (var page = 2; !person.Page.Url.EndsWith("/check", StringComparison.Ordinal); page++)
        {
            Assert.True(page < 20, "The questionnaire does not end.");
            foreach (var question in await person.Page.Locator("fieldset").AllAsync())
                if (await question.Locator("input[type=radio]").CountAsync() > 0) await question.Locator("input[type=radio]").First.CheckAsync();
            await person.PressAsync(Visitor.Send, $"page-{page}");
        }

        await person.PressAsync(Visitor.Send, "sent");
        var thanks = await person.Page.Locator("main").InnerTextAsync();
        Assert.Contains("receipt code", thanks, StringComparison.OrdinalIgnoreCase);
        await person.VisitAsync((site.Surveys[1], "start-personal"), (site.Surveys[1] + "/decline", "decline"), ("/resume", "resume"), ("/code", "code"), ("/withdraw", "withdraw"),
            ("/s/AAAAAAAAAAAAAAAAAAAAAA", "unknown-link"), ("/u/AAAAAAAAAAAAAAAAAAAAAA", "unknown-unsubscribe"), ("/nothing-here", "nothing"), ("/accounts/forgotten-password", "forgotten-password"));
        await WithdrawAsync(person, Regex.Match(thanks, "[0-9A-Z]{4}(-[0-9A-Z]{4}){5}").Value);
        Assert.Contains("The answers shown here are generated", await person.Page.Locator("body").InnerTextAsync(), StringComparison.Ordinal);
        person.Judge();
    }

    /// <summary>Every step of taking answers back.</summary>
    private static async Task WithdrawAsync(Visitor person, string receipt)
    {
        await person.GoAsync("/withdraw", "withdraw");
        await person.PressAsync(Visitor.Send, "withdraw-error");
        await person.Page.FillAsync("[name='Input.Code']", receipt);
        await person.PressAsync(Visitor.Send, "withdraw-confirm");
        await person.PressAsync(Visitor.Send, "withdraw-done");
        Assert.Equal("Your answers have been taken back", await person.Page.Locator("h1").InnerTextAsync());
    }
}
