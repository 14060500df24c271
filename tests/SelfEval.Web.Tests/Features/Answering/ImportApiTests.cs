using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SelfEval.Tests;
using SelfEval.Web.Model;
using Xunit;

namespace SelfEval.Web.Tests.Features.Answering;

public sealed class ImportApiTests(Host host) : IClassFixture<Host>
{
    private async Task<(Team Team, Round Round, ApiCaller Lead, string Url)> RoundAsync(IdentityMode mode = IdentityMode.Confidential, DateTime? opensAt = null, DateTime? closesAt = null)
    {
        var team = await host.TeamAsync(await host.ProgrammeAsync());
        var version = await host.PublishedQuestionnaireAsync(team);
        var round = (await host.OpenRoundAsync(team, version, mode, opensAt: opensAt, closesAt: closesAt)).Round;
        return (team, round, await host.CallerAsync(Role.TeamLead, team: team), $"/api/v1/rounds/{round.Id}/responses");
    }

    private static string Line(string key, string care = "4", string? more = null) =>
        $"{{\"key\":\"{key}\"{more},\"answers\":{{{string.Join(',', Enumerable.Range(1, 10).Select(i => $"\"care_{i}\":\"{care}\""))}}}}}";

    private Task<int> CountAsync(Round round) => host.ReadAsync(db => db.Responses.CountAsync(r => r.RoundId == round.Id));

    [Fact]
    public async Task Import_StoresAnswersAndScores_AndAudits()
    {
        var (team, round, lead, url) = await RoundAsync();

        var answer = await lead.PostAsync(url, $"[{Line("a1", "4", ",\"channel\":\"paper\",\"startedOn\":\"2026-03-02\"")},{Line("a2", "5")}]");

        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        Assert.Equal("""{"added":2,"alreadyThere":0}""", answer.Text);
        var stored = await host.ReadAsync(db => db.Responses.SingleAsync(r => r.RoundId == round.Id && r.RespondentKey == "xa1"));
        Assert.Equal((Channel.Paper, true, "en"), (stored.Channel, stored.IsCompleted, stored.Language));
        var score = await host.ReadAsync(db => db.Scores.SingleAsync(s => s.ResponseId == stored.Id && s.ScaleKey == "care-style.empathy"));
        Assert.Equal(40, score.Value);
        Assert.True(await host.ReadAsync(db => db.AuditEntries.AnyAsync(a => a.Action == "responses.imported" && a.TeamId == team.Id && a.Source.StartsWith("api"))));
    }

    [Fact]
    public async Task SameAgain_AddsNothing_OtherAnswers_409()
    {
        var (_, round, lead, url) = await RoundAsync();
        var lines = Enumerable.Range(1, 120).Select(i => Line($"k{i}")).ToList();
        Assert.Equal("""{"added":50,"alreadyThere":0}""", (await lead.PostAsync(url, $"[{string.Join(',', lines.Take(50))}]")).Text);

        var rest = await lead.PostAsync(url, string.Join('\n', lines), "application/x-ndjson");
        var again = await lead.PostAsync(url, string.Join('\n', lines), "application/x-ndjson");
        var other = await lead.PostAsync(url, $"[{Line("new1")},{Line("k7", "1")}]");

        Assert.Equal("""{"added":70,"alreadyThere":50}""", rest.Text);
        Assert.Equal("""{"added":0,"alreadyThere":120}""", again.Text);
        Assert.Equal((HttpStatusCode.Conflict, "responses.key_conflict"), (other.Status, other.Code));
        Assert.Equal("k7", other.Json.GetProperty("keys")[0].GetString());
        Assert.Equal(120, await CountAsync(round));
    }

    [Fact]
    public async Task A_late_paper_has_the_figures_of_a_round_at_rest_looked_at_again()
    {
        var (_, round, lead, url) = await RoundAsync(opensAt: host.Now.AddDays(-20), closesAt: host.Now.AddDays(-2));
        await host.ArrangeAsync(db => db.Rounds.Where(r => r.Id == round.Id).ExecuteUpdateAsync(set => set.SetProperty(r => r.ClosingDoneAt, host.Now)));
        var answer = await lead.PostAsync(url, $"[{Line("late1", "4", ",\"channel\":\"paper\",\"completedOn\":\"2026-02-27\"")}]");
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        Assert.True(await host.ReadAsync(db => db.Rounds.Where(r => r.Id == round.Id).Select(r => r.LookAgain).SingleAsync()));
    }

    [Fact]
    [Asvs("A11")]
    public async Task InParallel_EachOnce()
    {
        var (_, round, lead, url) = await RoundAsync();
        // Each in an order of its own, so that every import meets lines that another one is just writing.
        string Body(int caller) => string.Join('\n', Enumerable.Range(0, 60).Select(i => Line($"p{(i * 7 + caller * 11) % 60}")));

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => lead.PostAsync(url, Body(i), "application/x-ndjson")));

        Assert.All(answers, a => Assert.True(a.Status == HttpStatusCode.OK, a.Text));
        Assert.Equal(60, answers.Sum(a => a.Json.GetProperty("added").GetInt32()));
        Assert.Equal(60, await CountAsync(round));
    }

    [Fact]
    [Asvs("A10", "A15", "A16")]
    public async Task OneWrongLine_NothingStored_EveryMistakeNamed()
    {
        var (_, round, lead, url) = await RoundAsync();
        var body = string.Join('\n',
            Line("good"),
            Line("bad", "9"),
            "{not json",
            """{"key":"k","answers":{"nowhere":"1"}}""",
            """{"key":"k k","answers":{}}""",
            Line("good"),
            """{"key":"d","completedOn":"2030-01-01","answers":{}}""",
            """{"key":"x","answers":{},"extra":1}""",
            """{"key":"y","answers":{"own_1":"\u0000"}}""",
            """{"key":"z","answers":{"own_1":"\ud800"}}""",
            """{"key":"l","language":"xx","answers":{}}""",
            """{"key":"a","answers":[]}""");

        var answer = await lead.PostAsync(url, body, "application/x-ndjson");

        Assert.Equal((HttpStatusCode.BadRequest, "responses.lines_refused"), (answer.Status, answer.Code));
        Assert.Equal(11, answer.Json.GetProperty("refused").GetInt32());
        var named = answer.Json.GetProperty("lines").EnumerateArray().Select(l => (l.GetProperty("line").GetInt32(), l.GetProperty("code").GetString()!)).Distinct().ToList();
        Assert.Equal(
            [
                (2, "unknown_option"), (3, "invalid_json"), (4, "unknown_item"), (5, "bad_key"), (6, "key_twice"), (7, "bad_date"),
                (8, "invalid_json"), (9, "bad_text"), (10, "invalid_answers"), (11, "unknown_language"), (12, "invalid_answers"),
            ], named);
        Assert.Equal(0, await CountAsync(round));
    }

    [Fact]
    public async Task ClosedRound_TakesPaperOfItsDays_ThenNothing()
    {
        var (_, _, lead, url) = await RoundAsync(opensAt: host.Now.AddDays(-20), closesAt: host.Now.AddDays(-2));
        var (_, _, lateLead, lateUrl) = await RoundAsync(opensAt: host.Now.AddDays(-60), closesAt: host.Now.AddDays(-29));
        var (_, _, earlyLead, earlyUrl) = await RoundAsync(opensAt: host.Now.AddDays(1), closesAt: host.Now.AddDays(2));

        var paper = await lead.PostAsync(url, $"[{Line("a", "4", ",\"channel\":\"paper\",\"completedOn\":\"2026-02-20\"")}]");
        var own = await lead.PostAsync(url, $"[{Line("b", "4", ",\"channel\":\"ownDevice\"")}]");
        var after = await lead.PostAsync(url, $"[{Line("c", "4", ",\"channel\":\"paper\",\"completedOn\":\"2026-03-02\"")}]");
        var late = await lateLead.PostAsync(lateUrl, $"[{Line("d")}]");
        var early = await earlyLead.PostAsync(earlyUrl, $"[{Line("e")}]");

        Assert.True(paper.Status == HttpStatusCode.OK, paper.Text);
        Assert.Equal("round_closed", own.Json.GetProperty("lines")[0].GetProperty("code").GetString());
        Assert.Equal("bad_date", after.Json.GetProperty("lines")[0].GetProperty("code").GetString());
        Assert.Equal("responses.round_over", late.Code);
        Assert.Equal("responses.round_not_open", early.Code);
    }

    [Fact]
    public async Task SameKeyInTwoConfidentialRounds_IsOnePerson_InAnonymousOnesNot()
    {
        var (team, round, lead, url) = await RoundAsync();
        var second = (await host.OpenRoundAsync(team, new QuestionnaireVersion
        {
            Id = round.QuestionnaireVersionId, QuestionnaireId = 0, Number = 1, Document = "", ContentHash = "", PublishedAt = host.Now, PublishedById = 0,
        })).Round;

        await lead.PostAsync(url, $"[{Line("same")}]");
        await lead.PostAsync($"/api/v1/rounds/{second.Id}/responses", $"[{Line("same", "5")}]");

        var pseudonyms = await host.ReadAsync(db => db.Responses.Where(r => r.RespondentKey == "xsame" && r.Round!.TeamId == team.Id).Select(r => r.Pseudonym).ToListAsync());
        Assert.Equal(2, pseudonyms.Count);
        Assert.Single(pseudonyms.Distinct());
    }

    [Fact]
    [Asvs("D7")]
    public async Task TooManyLines_Is413()
    {
        var (_, _, lead, url) = await RoundAsync();

        var answer = await lead.PostAsync(url, JsonSerializer.Serialize(Enumerable.Range(0, 10_001).Select(i => new { key = $"k{i}", answers = new { } })));

        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "responses.too_many"), (answer.Status, answer.Code));
    }
}
