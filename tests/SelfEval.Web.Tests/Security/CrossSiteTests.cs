using System.Net;
using SelfEval.Tests;
using SelfEval.Web.Tests.Security.World;
using Xunit;

namespace SelfEval.Web.Tests.Security;

/// <summary>No other site can make somebody's browser do anything: without the form's own token it is 400, and whatever a browser says was sent from another site is 403.</summary>
[Collection(Sweeps.Name)]
public sealed class CrossSiteTests(Surface site)
{
    /// <summary>Forms without a token, each with the reason; what browsers say of themselves is looked at there too, but for the last two.</summary>
    private static readonly HashSet<string> NoToken = TextFile.Lines("no-token.txt").Select(l => l.Split(" | ")[0]).ToHashSet();

    private static readonly string[] MayBeForeign = ["POST /u/{token}", "POST /callbacks/notify"];

    [Fact]
    [Asvs("C8")]
    public async Task Without_the_token_every_form_is_refused() => Sweep.IsClean(await WithoutTokenAsync(site.Doors));

    [Theory]
    [Asvs("C8")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Origin", "https://elsewhere.example")]
    public async Task From_another_site_every_form_is_refused(string header, string value) => Sweep.IsClean(await ForeignAsync(site.Doors, header, value));

    [Theory]
    [InlineData("Sec-Fetch-Site", "same-origin")]
    [InlineData("Sec-Fetch-Site", "none")]
    [InlineData("Origin", "https://localhost")]
    // A browser without fetch metadata may say so of this site's own forms; the token decides.
    [InlineData("Origin", "null")]
    public async Task From_this_site_a_form_is_taken(string header, string value)
    {
        var door = site.Doors.Single(d => d.Name == "POST /accounts/forgotten-password");
        var answer = await SendAsync(door, site.Cast["anonymous"], request => request.Headers.Add(header, value));
        Assert.Equal("allowed", answer.Verdict);
        Assert.NotEqual(HttpStatusCode.BadRequest, answer.Status);
    }

    [Fact]
    [Asvs("C8")]
    public async Task From_an_unknown_origin_every_form_needs_its_token() => Sweep.IsClean(await WithoutTokenAsync(site.Doors, request => request.Headers.Add("Origin", "null")));

    [Theory]
    [InlineData("POST /accounts/forgotten-password")]
    [InlineData("POST /code")]
    public async Task A_refusal_is_a_page_that_can_be_read(string name)
    {
        var door = site.Doors.Single(d => d.Name == name);
        var answer = await SendAsync(door, site.Cast["anonymous"], request => request.Headers.Add("Sec-Fetch-Site", "cross-site"));
        Assert.Equal(HttpStatusCode.Forbidden, answer.Status);
        Assert.Contains("This request came from another site", answer.Text, StringComparison.Ordinal);
        Assert.Contains("Go back and use the form on this site", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    [Asvs("C8")]
    public async Task A_planted_form_without_a_token_is_found()
    {
        var planted = site.Planted.Where(d => d.Route == "planted/bind").ToList();
        Assert.Contains(await WithoutTokenAsync(planted), f => f.StartsWith("POST /planted/bind", StringComparison.Ordinal));
        Assert.Contains(await ForeignAsync(planted, "Sec-Fetch-Site", "cross-site"), f => f.StartsWith("POST /planted/bind", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_line_of_no_token_is_a_door_and_says_why()
    {
        Assert.All(TextFile.Lines("no-token.txt").Select(l => l.Split(" | ")), l => Assert.True(l is [_, { Length: > 10 }], string.Join(" | ", l)));
        Sweep.IsClean(NoToken.Except(site.Doors.Select(d => d.Name)));
    }

    private async Task<IReadOnlyList<string>> WithoutTokenAsync(IReadOnlyList<Door> doors, Action<HttpRequestMessage>? change = null)
    {
        var faults = new List<string>();
        foreach (var door in doors.Where(d => d.IsUnsafe && !d.IsApi && !NoToken.Contains(d.Name)))
        {
            foreach (var actor in site.Cast.Values)
            {
                Answered? answer = null;
                await site.DryAsync(async () => answer = await site.SendAsync(actor, door, Addresses.Of(door, site.Own.Ids), [new("Input.Name", "Swept")], change));
                if (answer!.Status != HttpStatusCode.BadRequest && answer.Verdict is not ("sign-in" or "403" or "405")) faults.Add($"{door} for {actor} answers {(int)answer.Status} without a token");
            }
        }

        return faults;
    }

    private async Task<IReadOnlyList<string>> ForeignAsync(IReadOnlyList<Door> doors, string header, string value)
    {
        var faults = new List<string>();
        foreach (var door in doors.Where(d => d.IsUnsafe && !d.IsApi && !MayBeForeign.Contains(d.Name)))
        {
            foreach (var actor in site.Cast.Values)
            {
                var answer = await SendAsync(door, actor, request => request.Headers.Add(header, value));
                if (answer.Status != HttpStatusCode.Forbidden) faults.Add($"{door} for {actor} answers {(int)answer.Status} with {header}: {value}");
            }
        }

        return faults;
    }

    private async Task<Answered> SendAsync(Door door, Actor actor, Action<HttpRequestMessage> change)
    {
        Answered? answer = null;
        await site.DryAsync(async () => answer = await site.SendAsync(actor, door, Addresses.Of(door, site.Own.Ids), [new("__RequestVerificationToken", await actor.TokenAsync()), new("Input.Email", "nobody@example.org")], change));
        return answer!;
    }
}
