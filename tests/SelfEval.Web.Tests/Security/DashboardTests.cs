using System.Net;
using SelfEval.Web.Tests.Security.World;
using Xunit;

namespace SelfEval.Web.Tests.Security;

/// <summary>The screen of the recurring work: for administrators, to look at only; and what else is not for everybody.</summary>
[Collection(Sweeps.Name)]
public sealed class DashboardTests(Surface site)
{
    private static readonly string[] Pages = ["/hangfire", "/hangfire/recurring", "/hangfire/servers", "/hangfire/jobs/succeeded", "/hangfire/stats"];
    private static readonly string[] Buttons = ["/hangfire/recurring/trigger", "/hangfire/recurring/remove", "/hangfire/jobs/enqueued/delete", "/hangfire/jobs/failed/requeue", "/hangfire/jobs/scheduled/enqueue", "/hangfire/jobs/actions/requeue/1"];

    [Fact]
    public async Task Only_administrators_see_it_and_nobody_can_press_anything()
    {
        var door = site.Doors.First(d => d.Route.StartsWith("hangfire", StringComparison.Ordinal) && d.Verb == "GET");
        foreach (var actor in site.Cast.Values)
        {
            foreach (var page in Pages.Where(p => p != "/hangfire/stats"))
            {
                var answer = await site.SendAsync(actor, door, page);
                Assert.True(answer.Verdict == (actor.Name switch { "administrator" => "allowed", "anonymous" or "participant" => "sign-in", _ => "403" }), $"{actor} at {page}: {answer.Verdict}");
            }

            foreach (var button in Buttons)
            {
                var answer = await site.SendAsync(actor, door with { Verb = "POST" }, button, [new("jobs[]", "tick"), new("__RequestVerificationToken", await actor.TokenAsync())]);
                Assert.True((int)answer.Status is 302 or 401 or 403 or 404 or 405, $"{actor} presses {button}: {(int)answer.Status}");
                Assert.NotEqual(HttpStatusCode.NoContent, answer.Status);
            }
        }
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
