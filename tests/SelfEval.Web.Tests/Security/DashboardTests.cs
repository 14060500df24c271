using System.Net;
using SelfEval.Web.Tests.Security.World;
using Xunit;

namespace SelfEval.Web.Tests.Security;

/// <summary>The screen of the recurring work: for administrators, to look at only; and what else is not for everybody.</summary>
[Collection(Sweeps.Name)]
public sealed class DashboardTests(Surface site)
{
    private static readonly string[] Pages = ["", "/recurring", "/servers", "/jobs/succeeded"];
    private static readonly string[] Buttons = ["/recurring/trigger", "/recurring/remove", "/jobs/enqueued/delete", "/jobs/failed/requeue", "/jobs/scheduled/enqueue", "/jobs/actions/requeue/1", "/stats"];

    [Fact]
    public async Task Only_administrators_see_it_and_nobody_can_press_anything() => Sweep.IsClean(await FaultsAsync(site.Doors, "/hangfire"));

    [Fact]
    public async Task A_planted_dashboard_that_everybody_may_see_and_press_is_found()
    {
        var faults = await FaultsAsync(site.Planted, "/planted/hangfire");
        Assert.Contains("anonymous at /planted/hangfire: allowed", faults);
        Assert.Contains("lead at /planted/hangfire/recurring: allowed", faults);
        Assert.Contains(faults, f => f.StartsWith("member presses /planted/hangfire/recurring/remove: 204", StringComparison.Ordinal));
    }

    private async Task<IReadOnlyList<string>> FaultsAsync(IReadOnlyList<Door> doors, string root)
    {
        var faults = new List<string>();
        var door = doors.First(d => d.Route.StartsWith(root.TrimStart('/'), StringComparison.Ordinal) && d.Verb == "GET");
        foreach (var actor in site.Cast.Values)
        {
            foreach (var page in Pages.Select(p => root + p))
            {
                var answer = await site.SendAsync(actor, door, page);
                if (answer.Verdict != actor.Name switch { "administrator" => "allowed", "anonymous" or "participant" => "sign-in", _ => "403" }) faults.Add($"{actor} at {page}: {answer.Verdict}");
            }

            foreach (var button in Buttons.Select(b => root + b))
            {
                var answer = await site.SendAsync(actor, door with { Verb = "POST" }, button, [new("jobs[]", "tick"), new("__RequestVerificationToken", await actor.TokenAsync())]);
                if ((int)answer.Status is not (302 or 401 or 403 or 404 or 405)) faults.Add($"{actor} presses {button}: {(int)answer.Status}");
            }
        }

        return faults;
    }

    [Theory]
    [InlineData("/openapi/v1.json")]
    [InlineData("/operations/health")]
    [InlineData("/hangfire")]
    public async Task A_proxy_on_the_same_machine_changes_nothing(string path)
    {
        // Everybody comes from 127.0.0.1 there: whoever trusted local requests would let everybody in.
        var context = await site.Host.Server.SendAsync(http =>
        {
            http.Connection.RemoteIpAddress = http.Connection.LocalIpAddress = IPAddress.Loopback;
            (http.Request.Scheme, http.Request.Host, http.Request.Path, http.Request.Method) = ("https", new("localhost"), path, "GET");
        }, TestContext.Current.CancellationToken);
        Assert.Equal(302, context.Response.StatusCode);
    }

    [Fact]
    public async Task A_description_of_health_is_one_word_for_strangers()
    {
        foreach (var (path, word) in new[] { ("/health/live", "live"), ("/health/ready", "ready") })
            Assert.Equal(word, await site.Cast["anonymous"].Browser.Client.GetStringAsync(path, TestContext.Current.CancellationToken));
    }
}
