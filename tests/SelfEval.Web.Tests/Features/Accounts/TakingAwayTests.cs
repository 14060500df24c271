using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Tests.Security.World;
using Xunit;

namespace SelfEval.Web.Tests.Features.Accounts;

/// <summary>Nothing is deleted or taken away on a screen that somebody left open: whoever presses has just proved that it is they.</summary>
public sealed class TakingAwayTests : IAsyncLifetime
{
    private static readonly string[] Verbs = ["Remove", "Delete", "Erase", "Off", "Administrator", "Role", "Leave", "Drop", "Reset", "Revoke", "Cancel", "Archive", "End"];

    /// <summary>Presses with such a name that ask for nothing, and why.</summary>
    private static readonly Dictionary<string, string> Free = new()
    {
        ["Accounts.AccountModel EndSession"] = "Signing somebody out must be quick, and they can sign in again.",
        ["Accounts.AccountModel EndSessions"] = "Signing somebody out must be quick, and they can sign in again.",
        ["Accounts.Owner.SessionsModel End"] = "The same for one's own browsers.",
        ["Questionnaires.RemoveModel"] = "A part of a draft that nobody was asked yet, while somebody composes it.",
        ["Accounts.ResetPasswordModel"] = "The mailed link is the key; nobody is signed in.",
    };

    private readonly Host _host = new() { Settings = { ["SelfEval:Sessions:FreshMinutes"] = "5" } };

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public void Every_press_that_deletes_or_takes_away_asks_or_stands_here_with_a_reason()
    {
        var faults = new List<string>();
        var seen = new HashSet<string>();
        foreach (var door in Door.All(_host.Services).Where(d => d is { Verb: "POST", Page: not null }))
        {
            var model = door.Page!.ModelTypeInfo!.FullName!["SelfEval.Web.Features.".Length..];
            var name = $"{model}{(door.Handler.Length == 0 ? "" : " " + door.Handler)}";
            if (!Verbs.Any(v => (door.Handler.Length > 0 ? door.Handler : model.Split('.')[^1]).StartsWith(v, StringComparison.Ordinal))) continue;
            var asks = door.Endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Any(a => a.Policy == Access.FreshSignIn)
                || (door.Endpoint.Metadata.GetMetadata<TakesAwayAttribute>() is { } takes && (takes.Handlers.Count == 0 || takes.Handlers.Contains(door.Handler)));
            if (asks == Free.ContainsKey(name)) faults.Add(name);
            seen.Add(name);
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults.Distinct()));
        Assert.Empty(Free.Keys.Except(seen));
        Assert.InRange(seen.Count, 20, 100);
    }

    [Fact]
    public async Task A_test_of_change_a_role_and_an_account_stay_until_it_was_confirmed()
    {
        var team = await _host.TeamAsync(await _host.ProgrammeAsync());
        var (leads, member) = (await _host.AccountAsync(Role.TeamLead, team: team), await _host.AccountAsync(Role.TeamMember, team: team));
        var test = await _host.ArrangeAsync(db =>
        {
            var row = new TestOfChange { TeamId = team.Id, Title = "Huddles", From = new DateOnly(2026, 1, 1), DecidedBy = "Ward manager" };
            db.TestsOfChange.Add(row);
            return Task.FromResult(row);
        });
        var (lead, admin) = (await _host.SignInAsync(leads), await _host.AsAsync(Role.Administrator));
        var (delete, account) = (await lead.GetAsync($"/teams/{team.Id}/tests-of-change/{test.Id}/delete"), await admin.GetAsync($"/accounts/{member.Id}"));
        Assert.Equal(HttpStatusCode.OK, delete.Status);

        _host.Clock.Advance(TimeSpan.FromMinutes(6));
        Assert.StartsWith("/accounts/confirm?", (await lead.SubmitAsync(delete)).Location, StringComparison.Ordinal);
        var (off, role) = ("form[action$='handler=Off']", "form[action$='handler=Role']");
        var asked = await admin.SubmitAsync(account, off);
        Assert.StartsWith("/accounts/confirm?", asked.Location, StringComparison.Ordinal);
        Assert.StartsWith("/accounts/confirm?", (await admin.SubmitAsync(account, role)).Location, StringComparison.Ordinal);
        // Whatever is written into the handler's name, the press that is made is the one that is judged.
        Assert.StartsWith("/accounts/confirm?", (await admin.PostAsync($"/accounts/{member.Id}?handler=oFF", Token(account))).Location, StringComparison.Ordinal);
        Assert.Equal((1, 1, 1), await StandingAsync());
        // Looking, and what takes nothing away, asks for nothing.
        Assert.Equal(HttpStatusCode.OK, (await admin.GetAsync($"/accounts/{member.Id}")).Status);
        Assert.Equal($"/accounts/{member.Id}", (await admin.PostAsync($"/accounts/{member.Id}?handler=On", Token(account))).Location);

        var back = await admin.SubmitAsync(await admin.GetAsync(asked.Location!), "form[action$='handler=Password']", ("Input.Password", Make.Password));
        Assert.Equal($"/accounts/{member.Id}", back.Location);
        account = await admin.GetAsync(back.Location!);
        await admin.SubmitAsync(account, role);
        await admin.SubmitAsync(account, off);
        var confirm = await lead.GetAsync((await lead.SubmitAsync(delete)).Location!);
        var returned = await lead.SubmitAsync(confirm, "form[action$='handler=Password']", ("Input.Password", Make.Password));
        await lead.SubmitAsync(await lead.GetAsync(returned.Location!));
        Assert.Equal((0, 0, 0), await StandingAsync());

        async Task<(int, int, int)> StandingAsync() => (
            await _host.ReadAsync(db => db.TestsOfChange.CountAsync()),
            await _host.ReadAsync(db => db.Memberships.CountAsync(m => m.AccountId == member.Id)),
            await _host.ReadAsync(db => db.Users.CountAsync(a => a.Id == member.Id && a.DisabledAt == null)));
    }

    private static KeyValuePair<string, string>[] Token(Page page) =>
        [new("__RequestVerificationToken", page.Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!)];
}
