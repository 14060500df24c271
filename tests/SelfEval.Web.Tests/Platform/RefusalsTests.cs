using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SelfEval.Web.Features.Operations;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Refused;
using Xunit;

namespace SelfEval.Web.Tests.Platform;

/// <summary>What is refused stands in the audit, however often it is tried, in few entries that say nothing about anybody.</summary>
public sealed class RefusalsTests : IAsyncLifetime
{
    private readonly Host _host = new() { Settings = { ["SelfEval:Limits:ApiPerMinute"] = "1000000" } };

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Somebody_signed_in_who_is_refused_stands_there_with_the_door_and_how_often()
    {
        var programme = await _host.ProgrammeAsync();
        var (mine, foreign) = (await _host.TeamAsync(programme), await _host.TeamAsync(programme));
        var lead = await _host.AccountAsync(Role.TeamLead, team: mine);
        var browser = await _host.SignInAsync(lead);
        for (var i = 0; i < 3; i++) Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetAsync("/operations/audit")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"/teams/{foreign.Id}")).Status);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync($"/teams/{mine.Id}")).Status);
        Assert.Empty(await RefusedAsync());

        await WriteAsync();
        Assert.Equal(
            [("access.not_found", $"account:{lead.Id}", "once: GET /teams/{id:int}"), ("access.refused", $"account:{lead.Id}", "3 times: GET /operations/audit")],
            (await RefusedAsync()).Select(e => (e.Action, e.Subject, e.Detail!)).Order());
        Assert.All(await RefusedAsync(), e => Assert.Equal((lead.Id, "page"), (e.AccountId!.Value, e.Source)));

        // On the page for administrators, and the chain holds.
        var page = await (await _host.AsAsync(Role.Administrator)).GetAsync("/operations/audit?begins=access");
        Assert.Contains("3 times: GET /operations/audit", page.Text, StringComparison.Ordinal);
        Assert.True((await _host.WithAsync(s => s.GetRequiredService<VerifyAudit>().RunAsync())).Holds);
    }

    [Fact]
    public async Task A_flood_makes_one_entry_a_minute()
    {
        var team = await _host.TeamAsync(await _host.ProgrammeAsync());
        var browser = await _host.AsAsync(Role.TeamLead, team: team);
        for (var minute = 0; minute < 3; minute++)
        {
            for (var second = 0; second < 60; second += 5)
            {
                for (var i = 0; i < 4; i++) await browser.GetAsync("/operations/audit");
                await WriteAsync();
                _host.Clock.Advance(TimeSpan.FromSeconds(5));
            }
        }

        Assert.Equal(["4 times", "48 times", "48 times"], (await RefusedAsync()).Select(e => e.Detail!.Split(':')[0]));
        // What was counted since goes in when the process ends, and nothing is lost of the rest.
        await WriteAsync(all: true);
        Assert.Equal(144, (await RefusedAsync()).Sum(e => int.Parse(e.Detail!.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task Keys_that_are_unknown_expired_revoked_of_nobody_or_read_only_are_told_apart_and_none_is_kept()
    {
        var team = await _host.TeamAsync(await _host.ProgrammeAsync());
        var (lead, gone) = (await _host.AccountAsync(Role.TeamLead, team: team), await _host.AccountAsync(Role.TeamLead, team: team));
        var (expired, revoked, reads, off) = (await _host.ApiKeyAsync(lead, _host.Now.AddSeconds(-1)), await _host.ApiKeyAsync(lead), await _host.ApiKeyAsync(lead, mayWrite: false), await _host.ApiKeyAsync(gone));
        await _host.ArrangeAsync(async db =>
        {
            var hash = Secrets.Hash(revoked);
            (await db.ApiKeys.SingleAsync(k => k.KeyHash == hash)).Revoke(_host.Now);
            (await db.Users.FindAsync(gone.Id))!.DisabledAt = _host.Now;
            return true;
        });
        const string Unknown = "se_never-was-a-key-at-all";
        foreach (var key in new[] { expired, revoked, off, Unknown }) Assert.Equal(HttpStatusCode.Unauthorized, (await _host.CallerWith(key).GetAsync("/api/v1/teams")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await _host.Stranger().GetAsync($"/api/v1/teams?key={reads}")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await _host.CallerWith(reads).PostAsync("/api/v1/rounds/999999/responses", "{}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _host.CallerWith(reads).GetAsync("/api/v1/teams/999999")).Status);
        await WriteAsync();

        var entries = await RefusedAsync();
        var ids = await _host.ReadAsync(db => db.ApiKeys.ToDictionaryAsync(k => Convert.ToHexString(k.KeyHash), k => k.Id));
        string Of(string key) => $"key:{ids[Convert.ToHexString(Secrets.Hash(key))]}";
        Assert.Equal("once: expired key, GET /api/v1/teams", entries.Single(e => e.Subject == Of(expired)).Detail);
        Assert.Equal("once: revoked key, GET /api/v1/teams", entries.Single(e => e.Subject == Of(revoked)).Detail);
        Assert.Equal("once: key of an account that is switched off, GET /api/v1/teams", entries.Single(e => e.Subject == Of(off)).Detail);
        Assert.Equal(["access.not_found", "key.reads_only"], entries.Where(e => e.Subject == Of(reads)).Select(e => e.Action).Order());
        var unknown = entries.Single(e => e.Subject.StartsWith("network:", StringComparison.Ordinal));
        Assert.Equal("2 times: unknown key, GET /api/v1/teams; a key in the address, GET /api/v1/teams", unknown.Detail);
        Assert.All(entries, e => Assert.Equal("api", e.Source));
        // Of whom it is, where that is known.
        Assert.Equal(5, entries.Count(e => e.AccountId is not null));
        foreach (var secret in new[] { expired, revoked, reads, off, Unknown }) Assert.DoesNotContain(entries, e => $"{e.Subject} {e.Detail}".Contains(secret[3..9], StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_form_from_another_site_stands_there_too()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/accounts/sign-in") { Content = new FormUrlEncodedContent([]) };
        request.Headers.Add("Sec-Fetch-Site", "cross-site");
        Assert.Equal(HttpStatusCode.Forbidden, (await _host.Browser().Client.SendAsync(request)).StatusCode);
        await WriteAsync();
        Assert.Equal("request.other_site", Assert.Single(await RefusedAsync()).Action);
    }

    [Fact]
    public async Task Participants_and_strangers_who_find_nothing_leave_no_entry()
    {
        foreach (var path in new[] { "/s/0123456789abcdefghijkl", "/nowhere", "/accounts/new-factor/0123456789abcdefghijkl", "/operations/audit" }) await _host.Browser().GetAsync(path);
        await WriteAsync(all: true);
        Assert.Empty(await RefusedAsync());
    }

    [Fact]
    public void Networks_beyond_twenty_share_one_entry()
    {
        var refusals = _host.Services.GetRequiredService<Refusals>();
        foreach (var last in Enumerable.Range(1, 200))
        {
            using var scope = _host.Services.CreateScope();
            var http = new Microsoft.AspNetCore.Http.DefaultHttpContext { RequestServices = scope.ServiceProvider };
            http.Connection.RemoteIpAddress = IPAddress.Parse($"192.0.2.{last}");
            refusals.Note(http, Refusals.BadKey, "unknown key");
        }

        var due = refusals.TakeDue();
        Assert.Equal(Refusals.MostNetworks + 1, due.Count);
        Assert.Equal(200, due.Sum(d => d.Times));
        Assert.DoesNotContain(due, d => d.Subject.Contains("192.0", StringComparison.Ordinal));
        // Not written: they count on.
        refusals.GiveBack(due);
        Assert.Equal(200, refusals.TakeDue().Sum(d => d.Times));
    }

    private Task WriteAsync(bool all = false) => _host.Services.GetRequiredService<WriteRefusals>().WriteAsync(all);

    private Task<List<AuditEntry>> RefusedAsync() => _host.ReadAsync(db => db.AuditEntries
        .Where(e => e.Action.StartsWith("access.") || e.Action.StartsWith("key.re") && (e.Source == "api" || e.Source == "page") || e.Action.StartsWith("request.")).OrderBy(e => e.Id).ToListAsync());
}
