using System.Net;
using System.Text;
using SelfEval.Tests;
using SelfEval.Web.Model;
using Xunit;

namespace SelfEval.Web.Tests.Features.Answering;

public sealed class ScoreApiTests(Host host) : IClassFixture<Host>
{
    private const string NineFours =
        """{"care_1":"4","care_2":4,"care_3":"4","care_4":"4","care_5":"4","care_6":"4","care_7":"4","care_8":"4","care_9":"4"}""";

    [Fact]
    public async Task Score_ComesWithItsWorking()
    {
        var caller = await host.CallerAsync(Role.Administrator);

        var answer = await caller.PostAsync("/api/v1/score", $$"""{"instrument":"care-style","answers":{{NineFours}}}""");

        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        var score = answer.Json.GetProperty("scores").EnumerateArray().Single();
        Assert.Equal(40, score.GetProperty("value").GetDouble());
        Assert.Equal("style", score.GetProperty("standing").GetString());
        Assert.Equal(9, score.GetProperty("answered").GetInt32());
        Assert.Equal("care_10", score.GetProperty("replaced")[0].GetProperty("code").GetString());
        Assert.Equal("skipped", score.GetProperty("replaced")[0].GetProperty("missing").GetString());
    }

    [Fact]
    public async Task Score_OfPart_IsAdapted_AndOfQuestionnaire_NeedsSight()
    {
        var programme = await host.ProgrammeAsync();
        var team = await host.TeamAsync(programme);
        var version = await host.PublishedQuestionnaireAsync(team);
        var (own, other) = (await host.CallerAsync(Role.TeamMember, team: team), await host.CallerAsync(Role.TeamLead, team: await host.TeamAsync(programme)));

        var part = await own.PostAsync("/api/v1/score", """{"instrument":"care-style","items":["care_1","care_2"],"answers":{"care_1":"5","care_2":"3"}}""");
        var whole = await own.PostAsync("/api/v1/score", $$"""{"questionnaireVersion":{{version.Id}},"answers":{{NineFours}}}""");
        var unseen = await other.PostAsync("/api/v1/score", $$"""{"questionnaireVersion":{{version.Id}},"answers":{{NineFours}}}""");

        Assert.Equal("adapted", part.Json.GetProperty("scores")[0].GetProperty("standing").GetString());
        Assert.Contains(whole.Json.GetProperty("scores").EnumerateArray(), s => s.GetProperty("key").GetString() == "care-style.empathy");
        Assert.Equal((HttpStatusCode.NotFound, "not_found"), (unseen.Status, unseen.Code));
    }

    public static TheoryData<string, string, int, string> Malformed() => new()
    {
        { "", "application/json", 400, "invalid_json" },
        { "null", "application/json", 400, "invalid_json" },
        { "[]", "application/json", 400, "invalid_json" },
        { "{", "application/json", 400, "invalid_json" },
        { """{"answers":{}}""", "application/json", 400, "invalid_input" },
        { """{"instrument":"care-style"}""", "application/json", 400, "invalid_json" },
        { """{"instrument":"no-such","answers":{}}""", "application/json", 400, "invalid_input" },
        { """{"instrument":"care-style","answers":{},"extra":1}""", "application/json", 400, "invalid_json" },
        { """{"Instrument":"care-style","answers":{}}""", "application/json", 400, "invalid_json" },
        { """{"instrument":"care-style","instrument":"care-style","answers":{}}""", "application/json", 400, "invalid_json" },
        { """{"instrument":"care-style","answers":{"care_1":"1","care_1":"2"}}""", "application/json", 400, "invalid_json" },
        { """{"instrument":"care-style","answers":{"care_1":"9"}}""", "application/json", 400, "answers_refused" },
        { """{"instrument":"care-style","answers":{"nothing":"1"}}""", "application/json", 400, "answers_refused" },
        { """{"instrument":"care-style","answers":{"care_1":true}}""", "application/json", 400, "invalid_input" },
        { """{"instrument":"care-style","answers":{"care_1":"\u0000"}}""", "application/json", 400, "answers_refused" },
        { """{"instrument":"care-style","answers":{"care_1":"\ud800"}}""", "application/json", 400, "invalid_input" },
        { """{"instrument":"\ud800","answers":{}}""", "application/json", 400, "invalid_json" },
        { """{"instrument":"care-style","answers":{"\ud800":"1"}}""", "application/json", 400, "invalid_json" },
        { """{"instrument":"care-style","items":["no_such"],"answers":{}}""", "application/json", 400, "invalid_input" },
        { """{"instrument":"care-style","questionnaireVersion":1,"answers":{}}""", "application/json", 400, "invalid_input" },
        { """{"instrument":"care-style","answers":{}}""", "text/plain", 415, "unsupported_media_type" },
        { """{"instrument":"care-style","answers":{}}""", "application/x-www-form-urlencoded", 415, "unsupported_media_type" },
        { """{"instrument":"care-style","answers":{}}""", "application/json; charset=utf-16", 415, "unsupported_media_type" },
        { """{"instrument":"care-style","answers":{"care_1":""" + new string('[', 40) + new string(']', 40) + "}}", "application/json", 400, "invalid_json" },
        { """{"instrument":"care-style","answers":{"care_1":" """ + new string('x', 1_000_000) + "\"}}", "application/json", 413, "body_too_large" },
    };

    [Theory]
    [Asvs("A15", "D6")]
    [MemberData(nameof(Malformed))]
    public async Task MalformedBody_RefusedWithCode(string body, string type, int status, string code)
    {
        var caller = await host.CallerAsync(Role.Administrator);

        var answer = await caller.PostAsync("/api/v1/score", Encoding.UTF8.GetBytes(body), type);

        Assert.Equal((status, code), ((int)answer.Status, answer.Code));
        Assert.DoesNotContain("SelfEval.", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    [Asvs("D14")]
    public async Task InvalidUtf8_Refused()
    {
        var caller = await host.CallerAsync(Role.Administrator);

        var answer = await caller.PostAsync("/api/v1/score", [.. "{\"instrument\":\""u8, 0xC3, 0x28, .. "\",\"answers\":{}}"u8]);

        Assert.Equal((HttpStatusCode.BadRequest, "invalid_json"), (answer.Status, answer.Code));
    }
}
