using System.Net;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SelfEval.Tests;
using SelfEval.Web.Features.Accounts.Recovery;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.SignIn;
using SelfEval.Web.Tests.Features.Answering;
using Xunit;

namespace SelfEval.Web.Tests.Features.Accounts;

/// <summary>What was made for one purpose is worth nothing for any other: every pair.</summary>
public sealed class TokenPurposeTests(Host host) : IClassFixture<Host>
{
    [Fact]
    [Asvs("B20")]
    public void What_is_sealed_for_one_purpose_opens_for_no_other()
    {
        var sealing = host.Services.GetRequiredService<Sealing>();
        var purposes = typeof(Sealing).GetProperties().Where(p => p.PropertyType == typeof(IDataProtector)).Select(p => (p.Name, Protector: (IDataProtector)p.GetValue(sealing)!)).ToList();
        Assert.True(purposes.Count >= 11);
        foreach (var made in purposes)
        {
            var text = made.Protector.Protect("12 638000000000000000 7");
            foreach (var opened in purposes) Assert.True(Sealing.Open(opened.Protector, text) is not null == (opened.Name == made.Name), $"{made.Name} at {opened.Name}");
        }
    }

    /// <summary>Each kind of secret is brought to its own door, which it opens, and to each of the doors for the others.</summary>
    [Fact]
    [Asvs("B20")]
    public async Task A_secret_of_one_kind_opens_no_door_of_another()
    {
        var made = await SecretsAsync();
        var doors = new Dictionary<string, Func<string, Task<bool>>>
        {
            ["participant's link"] = async s => (await host.Browser().GetAsync($"/s/{s}")).Status == HttpStatusCode.OK,
            ["personal file"] = async s => (await host.Browser().GetAsync($"/mine/{s}")).Status == HttpStatusCode.OK,
            ["invitation of a colleague"] = async s => (await host.Browser().GetAsync($"/accounts/join/{s}")).Status == HttpStatusCode.OK,
            ["new factor"] = async s => (await host.Browser().GetAsync($"/accounts/new-factor/{s}")).Status == HttpStatusCode.OK,
            ["way back into an account"] = async s => (await host.Browser().GetAsync($"/accounts/recovery/{s}")).Status == HttpStatusCode.OK,
            ["new address"] = async s => (await host.Browser().GetAsync($"/accounts/new-email/{s}")).Status == HttpStatusCode.OK,
            ["new password"] = async s => (await host.Browser().GetAsync($"/accounts/reset-password?token={Uri.EscapeDataString(s)}")).Status == HttpStatusCode.OK,
            // Its page looks alike for all: what it does counts.
            ["end of messages"] = async s =>
            {
                var browser = host.Browser();
                await browser.SubmitAsync(await browser.GetAsync($"/u/{s}"));
                return await host.ArrangeAsync(async db => await db.People.Where(p => p.DoNotContactAt != null).ExecuteUpdateAsync(set => set.SetProperty(p => p.DoNotContactAt, (DateTime?)null)) > 0);
            },
            ["way back to answers"] = async s => (await FilledAsync("/resume", s)).Status == HttpStatusCode.Redirect,
            ["receipt"] = async s => (await FilledAsync("/withdraw", s)).Status == HttpStatusCode.OK,
            ["code on a letter"] = async s => (await FilledAsync("/code", s)).Status == HttpStatusCode.Redirect,
            ["session"] = async s =>
            {
                var browser = host.Browser();
                browser.SetCookie(SessionCookie.Name, Uri.EscapeDataString(s));
                return (await browser.GetAsync("/accounts/me")).Status == HttpStatusCode.OK;
            },
            ["API key"] = async s => (await host.CallerWith(s).GetAsync("/api/v1/programmes")).Status == HttpStatusCode.OK,
            ["set-up link"] = async s => (await host.Browser().GetAsync($"/setup/{s}")).Status == HttpStatusCode.OK,
        };
        var faults = new List<string>();
        foreach (var (door, opens) in doors)
        {
            foreach (var (kind, secret) in made)
            {
                if (await opens(secret) != (kind == door)) faults.Add($"{kind} at the door of {door}: {(kind == door ? "does not open it" : "opens it")}");
            }
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    private async Task<Page> FilledAsync(string page, string secret)
    {
        var browser = host.Browser();
        return await browser.SubmitAsync(await browser.GetAsync(page), ("Input.Code", secret));
    }

    private async Task<Dictionary<string, string>> SecretsAsync()
    {
        var team = await host.TeamAsync(await host.ProgrammeAsync());
        var version = await host.PublishedQuestionnaireAsync(team);
        var round = await host.OpenRoundAsync(team, version, IdentityMode.Confidential, 1);
        var open = await host.OpenRoundAsync(team, version, IdentityMode.Anonymous);
        var (account, _, _) = await host.AccountWithAppAsync();
        var admin = await host.AsAsync(Role.Administrator);
        await admin.SubmitAsync(await admin.GetAsync($"/accounts/{account.Id}/new-factor"));
        await admin.SubmitAsync(await admin.GetAsync("/accounts/invite"), ("Input.Email", "purpose@example.org"), ("Input.Role", "Administrator"));
        var next = $"{Guid.NewGuid():N}@example.org";
        var owner = await host.SignInAsync(account);
        await owner.SubmitAsync(await owner.GetAsync("/accounts/email"), ("Input.Email", next));
        var reader = host.Browser();
        await reader.SubmitAsync(await reader.GetAsync("/accounts/forgotten-password"), ("Input.Email", account.Email!));
        var phone = host.Browser();
        var first = await phone.FollowAsync(await phone.SubmitAsync(await phone.GetAsync($"/s/{open.OpenSecret}")));
        var sender = host.Browser();
        var receipt = AnsweringTests.Receipt(await sender.FollowAsync(await sender.SubmitAsync(await AnsweringTests.ToCheckAsync(sender, open.OpenSecret!))));
        var session = Secrets.NewLink() + Secrets.NewLink();
        var lost = (await host.AccountAsync(Role.Administrator)).Email!;
        var (file, code) = (Secrets.NewLink(), PostCode.New());
        // A wrong password makes the key for codes, where nothing has yet.
        await host.Browser().EnterPasswordAsync(account.Email!, "not the right password");
        await host.ArrangeAsync(async db =>
        {
            var key = await host.WithAsync(async services => await services.GetRequiredService<InstallationKey>().FindAsync());
            var invitation = await db.Invitations.SingleAsync(i => i.Id == round.People[0].Invitation.Id);
            invitation.CodeHash = PostCode.Hash(key!, code);
            db.PersonalFiles.Add(new PersonalFile { PersonId = round.People[0].Person.Id, TokenHash = Secrets.Hash(file), AskedAt = host.Now, ExpiresAt = host.Now + PersonalFile.Lasts, AskedByAccountId = account.Id });
            db.AccountSessions.Add(new AccountSession { AccountId = account.Id, TokenHash = Secrets.Hash(session), Way = SignInWay.PasswordAndCode, IsWhole = true, CreatedAt = host.Now, LastSeenAt = host.Now, FreshAt = host.Now, Device = "Test" });
            return await db.Users.CountAsync();
        });
        static string Last(string path) => Uri.UnescapeDataString(path[(path.LastIndexOfAny(['/', '=']) + 1)..]);
        return new Dictionary<string, string>
        {
            ["participant's link"] = round.People[0].Secret,
            ["invitation of a colleague"] = Last(await host.LinkMailedToAsync("purpose@example.org", "/accounts/join/")),
            ["new factor"] = Last(await host.LinkMailedToAsync(account.Email!, "/accounts/new-factor/")),
            ["way back into an account"] = Last(await host.WithAsync(async s => await s.GetRequiredService<OpenRecovery>().RunAsync(lost))),
            ["new address"] = Last(await host.LinkMailedToAsync(next, "/accounts/new-email/")),
            ["new password"] = Last(await host.LinkMailedToAsync(account.Email!, "/accounts/reset-password")),
            ["end of messages"] = host.Services.GetRequiredService<Sealing>().UnsubscribeToken(round.People[0].Person.Id),
            ["way back to answers"] = first.Document.QuerySelector(".app-code")!.TextContent.Trim(),
            ["receipt"] = receipt,
            ["personal file"] = file,
            ["code on a letter"] = code,
            ["session"] = session,
            ["API key"] = await host.ApiKeyAsync(account),
            ["a sealed form"] = host.Services.GetRequiredService<Sealing>().Forms.Protect("seed 1 2 3"),
            ["a sealed address"] = host.Services.GetRequiredService<Sealing>().NewEmails.Protect(next),
            ["nothing"] = Secrets.NewLink(),
        };
    }
}
