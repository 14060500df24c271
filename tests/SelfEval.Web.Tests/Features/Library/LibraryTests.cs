using System.Net;
using Microsoft.Extensions.DependencyInjection;
using SelfEval.Instruments.Definition;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using Xunit;

namespace SelfEval.Web.Tests.Features.Library;

public sealed class LibraryTests(Host host) : IClassFixture<Host>
{
    [Fact]
    public async Task EveryInstrument_HasAPage()
    {
        var browser = await host.SignInAsync(await host.AccountAsync(Role.Administrator));
        var page = await browser.GetAsync("/library");
        var links = page.Document.QuerySelectorAll(".app-entry a").Select(a => a.GetAttribute("href")!).ToList();

        Assert.Superset(new HashSet<string> { "/library/care-style", "/library/about-you" }, links.ToHashSet());
        foreach (var link in links)
            Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(link)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/library/no-such-thing")).Status);
    }

    [Fact]
    public async Task Show_SaysHowItIsScored()
    {
        var browser = await host.SignInAsync(await host.AccountAsync(Role.Administrator));

        var text = (await browser.GetAsync("/library/pei-style")).Text;

        Assert.Contains("a team chooses one of these rules", text);
        Assert.Contains("never subtracted person by person", text);
        Assert.Contains("Our own wording", text);
    }

    [Theory]
    [InlineData("care-style", "Welsh (a translation that nobody has validated)", "1.1 (also 1.0)")]
    [InlineData("relationship-axes", "0 is the middle", "Neither end is the good one")]
    [InlineData("licensed-activation", "Levels by the newer scoring: Level 1 of 4 (0 to below 47.1)", "Level 4 of 4 (72.5 to 100)")]
    [InlineData("goal-progress", "own goals", "each goal is compared with itself")]
    public async Task Show_SaysWhatThisInstrumentIsLike(string id, string one, string other)
    {
        var browser = await host.SignInAsync(await host.AccountAsync(Role.Administrator));

        var text = (await browser.GetAsync($"/library/{id}")).Text;

        Assert.Contains(one, text);
        Assert.Contains(other, text);
    }

    [Fact]
    public async Task Library_WithoutSigningIn_AsksToSignIn()
    {
        var page = await host.Browser().GetAsync("/library");

        Assert.Contains("/accounts/sign-in", page.Location);
    }

    [Fact]
    public async Task ChangedFileOfUsedVersion_RefusesTheStart()
    {
        await host.ArrangeAsync(db =>
        {
            db.UsedInstruments.Add(new UsedInstrument { InstrumentId = "pei-style", InstrumentVersion = "1.0", ContentHash = "another", FirstUsedAt = host.Now });
            db.UsedInstruments.Add(new UsedInstrument { InstrumentId = "gone", InstrumentVersion = "1.0", ContentHash = "any", FirstUsedAt = host.Now });
            return Task.FromResult(true);
        });

        var refusal = await Assert.ThrowsAsync<InstrumentFolderException>(() => host.WithAsync(async services =>
        {
            await services.GetRequiredService<InstrumentFolder>().CheckUsedAsync(
                services.GetRequiredService<InstrumentShelf>(), services.GetRequiredService<AppDb>());
            return true;
        }));

        Assert.Contains("pei-style/1.0.json", refusal.Message);
        Assert.DoesNotContain("gone", refusal.Message);
    }
}
