using Microsoft.EntityFrameworkCore;
using SelfEval.Tests;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Tests.Security.World;
using Xunit;

namespace SelfEval.Web.Tests.Security;

/// <summary>A link that opens nothing looks the same whatever is wrong with it, and is found out by the same number of questions to the database.</summary>
[Collection(Sweeps.Name)]
public sealed class BadLinkTests(Surface site)
{
    [Theory]
    [Asvs("A2")]
    [InlineData("/s/{0}")]
    [InlineData("/s/{0}/decline")]
    public async Task Links_that_are_unknown_cut_short_or_forgotten_look_the_same(string address) => Sweep.IsClean(await FaultsAsync(site.Doors, address));

    [Theory]
    [Asvs("A2")]
    [InlineData("/planted/s/{0}", "look different")]
    [InlineData("/planted/s/{0}/again", "other questions to the database")]
    [InlineData("/planted/s/{0}/open", "answers 200")]
    public async Task Planted_doors_that_tell_bad_links_apart_are_found(string address, string fault) =>
        Assert.Contains(await FaultsAsync(site.Planted, address), f => f.Contains(fault, StringComparison.Ordinal));

    private async Task<IReadOnlyList<string>> FaultsAsync(IReadOnlyList<Door> doors, string address)
    {
        string At(string secret) => address.Replace("{0}", secret, StringComparison.Ordinal);
        var forgotten = await ForgottenAsync();
        var door = doors.First(d => d.Verb == "GET" && "/" + d.Route == At("{secret}"));
        var answers = new List<Answered>();
        foreach (var secret in new[] { "AAAAAAAAAAAAAAAAAAAAAA", Secrets.NewLink(), forgotten, forgotten[..^1] + (forgotten[^1] == 'A' ? 'B' : 'A') })
            answers.Add(await site.SendAsync(site.Cast["anonymous"], door, At(secret)));
        var cut = await site.SendAsync(site.Cast["anonymous"], door, At(forgotten[..9]));

        var faults = answers.Append(cut).Where(a => a.Verdict != "404").Select(a => $"{door} answers {(int)a.Status} to a bad link").ToList();
        if (answers.Select(a => a.Bare).Distinct().Count() > 1) faults.Add($"{door}: bad links look different");
        if (answers.Select(a => a.DifferentWork(answers[0])).FirstOrDefault(d => d is not null) is { } different) faults.Add($"{door}: bad links take other questions to the database: {different}");
        return faults;
    }

    [Fact]
    [Asvs("A2")]
    public async Task Sessions_codes_and_receipts_of_others_are_as_if_they_did_not_exist()
    {
        var check = site.Doors.Single(d => d.Name == "GET /a/{handle}/check");
        var strangers = await site.SendAsync(site.Cast["participant"], check, $"/a/{site.Other.Ids["handle"]}/check");
        var nobodys = await site.SendAsync(site.Cast["participant"], check, "/a/AAAAAAAA/check");
        Assert.Equal(nobodys.Bare, strangers.Bare);
        Assert.Null(strangers.DifferentWork(nobodys));
    }

    /// <summary>The link of a round that was cancelled: its hash is still there, the round takes nobody.</summary>
    private async Task<string> ForgottenAsync()
    {
        var version = await site.Host.ReadAsync(db => db.QuestionnaireVersions.SingleAsync(v => v.Id == int.Parse(site.Far.Ids["version"], System.Globalization.CultureInfo.InvariantCulture)));
        var made = await site.Host.OpenRoundAsync(site.Far.Team, version, IdentityMode.Confidential, 1);
        await site.Host.ArrangeAsync(async db =>
        {
            // As cancelling leaves it (EndingTests): nothing in the database opens it any more.
            (await db.Invitations.SingleAsync(i => i.Id == made.People[0].Invitation.Id)).TokenHash = Secrets.Hash(Secrets.NewLink());
            return true;
        });
        return made.People[0].Secret;
    }
}
