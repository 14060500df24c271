using System.Text.RegularExpressions;
using Xunit;

namespace SelfEval.Browser.Tests;

/// <summary>What people wrote: an evaluator reads what is masked, a lead codes, by keyboard where there is JavaScript.</summary>
public sealed class CommentsTests(DemonstrationSite site)
{
    [Fact]
    public Task Comments_are_read_screened_and_coded() => Task.WhenAll(JourneyAsync(true), JourneyAsync(false));

    private async Task JourneyAsync(bool hasScript)
    {
        await using var lead = await Visitor.ArriveAsync(site, hasScript, 320, 1280);
        await lead.SignInAsync("team-lead");
        await lead.GoAsync("/teams/1/rounds", "rounds");
        var round = (await lead.Page.Locator("main a[href^='/rounds/']").Filter(new() { HasTextString = "Baseline" }).First.GetAttributeAsync("href"))!.Split('/')[2].Split('?')[0];
        await lead.GoAsync($"/rounds/{round}/comments", "comments");
        Assert.True(await lead.Page.Locator("blockquote").CountAsync() > 0, "The demonstration shows no comments.");

        await lead.GoAsync("/teams/1/codebooks", "codebooks");
        await lead.PressAsync(Visitor.Send, "codebooks-error");
        await lead.Page.CheckAsync("[name='Input.Source'][value=relationship-dimensions]");
        await lead.Page.FillAsync("[name='Input.Name']", hasScript ? "Seven" : "Seven, plain");
        await lead.PressAsync(Visitor.Send, "codebook-begun");
        var book = new Uri(lead.Page.Url).AbsolutePath.Split('/')[2];
        await lead.GoAsync($"/codebooks/{book}?change=1", "codebook");
        await lead.GoAsync($"/codebooks/{book}/themes", "themes-none");
        await lead.GoAsync($"/rounds/{round}/comments/code/{book}", "code");
        if (hasScript)
        {
            await lead.Page.Keyboard.PressAsync("7");
            Assert.True(await lead.Page.GetByLabel("Trust").IsCheckedAsync());
            await lead.Page.Keyboard.PressAsync("Enter");
            await lead.Page.WaitForFunctionAsync("document.body.innerText.includes('You have coded 1 of')");
            await lead.LookAsync("code-second");
        }
        else
        {
            await lead.Page.GetByLabel("Trust").CheckAsync();
            await lead.PressAsync("main form button", "code-second");
            Assert.Matches(new Regex("You have coded 1 of"), await lead.Page.Locator("main").InnerTextAsync());
        }

        await lead.GoAsync($"/rounds/{round}/comments/agreement/{book}", "agreement");
        await lead.GoAsync($"/codebooks/{book}/themes", "themes");
        lead.Judge();
        await ScreenAsync(round, hasScript);
    }

    private async Task ScreenAsync(string round, bool hasScript)
    {
        await using var evaluator = await Visitor.ArriveAsync(site, hasScript, 320, 1280);
        await evaluator.SignInAsync("evaluator");
        await evaluator.GoAsync($"/rounds/{round}/comments", "comments-evaluator");
        var decide = await evaluator.Page.Locator("main a[href*='/comments/']").Filter(new() { HasTextString = "Decide what is shown" }).First.GetAttributeAsync("href");
        await evaluator.GoAsync(decide!, "comment");
        await evaluator.PressAsync(Visitor.Send, "comment-error");
        await evaluator.Page.CheckAsync("[name='Input.Show'][value=written]");
        await evaluator.PressAsync(Visitor.Send, "comment-decided");
        evaluator.Judge();
    }
}
