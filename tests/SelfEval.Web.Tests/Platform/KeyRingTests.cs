using System.Net;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SelfEval.Tests;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Tests.Features.Answering;
using Xunit;

namespace SelfEval.Web.Tests.Platform;

/// <summary>A new key joins the ring while the site runs, as it does by itself every 90 days: nobody is signed out, no link dies, no app has to be set up anew, nothing that was sealed is lost.</summary>
public sealed class KeyRingTests(Host host) : IClassFixture<Host>
{
    [Fact]
    [Asvs("E5")]
    public async Task Everything_from_before_a_new_key_works_afterwards_and_new_things_are_sealed_with_it()
    {
        var team = await host.TeamAsync(await host.ProgrammeAsync());
        var version = await host.PublishedQuestionnaireAsync(team);
        var made = await host.OpenRoundAsync(team, version, IdentityMode.Confidential, 3);
        var open = await host.OpenRoundAsync(team, version, IdentityMode.Anonymous);

        // Somebody in the middle of their answers; somebody who has sent them; somebody with a page of sign-in before them; somebody signed in; an app; an address; messages that wait.
        var answering = host.Browser();
        var page = await answering.FollowAsync(await answering.SubmitAsync(await answering.GetAsync($"/s/{made.People[0].Secret}")));
        var sender = host.Browser();
        var sent = await sender.FollowAsync(await sender.SubmitAsync(await AnsweringTests.ToCheckAsync(sender, open.OpenSecret!)));
        var sentAt = sent.Response.RequestMessage!.RequestUri!.AbsolutePath;
        var (account, seed, _) = await host.AccountWithAppAsync();
        host.Clock.Advance(TimeSpan.FromMinutes(2));
        var staff = await host.SignInAsync(account);
        var newcomer = host.Browser();
        var form = await newcomer.GetAsync("/accounts/sign-in");
        var next = $"{Guid.NewGuid():N}@example.org";
        await staff.SubmitAsync(await staff.GetAsync("/accounts/email"), ("Input.Email", next));
        var stop = host.Services.GetRequiredService<Sealing>().UnsubscribeToken(made.People[1].Person.Id);
        var addressKey = await host.WithAsync(s => s.GetRequiredService<WriteGate>().RunAsync(s.GetRequiredService<AppDb>(), () => s.GetRequiredService<InstallationKey>().GetAsync(host.Now)));

        var (before, after) = Turn();
        Assert.NotEqual(before, after);
        Assert.Equal(after, KeyOf(host.Services.GetRequiredService<Sealing>().Links.Protect("new")));
        Assert.Equal(before, KeyOf(await host.ReadAsync(db => db.Invitations.Where(i => i.Id == made.People[0].Invitation.Id).Select(i => i.SealedToken!).SingleAsync())));

        Assert.Equal(HttpStatusCode.OK, (await staff.GetAsync("/accounts/me")).Status);
        Assert.StartsWith("/accounts/sign-in/code", (await newcomer.SubmitAsync(form, ("Input.Email", account.Email!), ("Input.Password", Make.Password))).Location, StringComparison.Ordinal);
        Assert.Equal("/", (await newcomer.SubmitAsync(await newcomer.GetAsync("/accounts/sign-in/code"), "form[action$='handler=Code']", ("Input.Code", host.CodeOf(seed)))).Location);
        // The same form goes on, and the same receipt is shown.
        while (page.Heading != "Check your answers") page = await answering.FollowAsync(await answering.SubmitAsync(page, AnsweringTests.FirstOptions(page)));
        Assert.Equal("Thank you", (await answering.FollowAsync(await answering.SubmitAsync(page))).Heading);
        Assert.Equal(AnsweringTests.Receipt(sent), AnsweringTests.Receipt(await sender.GetAsync(sentAt)));
        // A link that was never opened, one to stop, and the message that waited with a link in it.
        Assert.Equal(HttpStatusCode.OK, (await host.Browser().GetAsync($"/s/{made.People[2].Secret}")).Status);
        Assert.Equal("Do you want us to stop writing to you?", (await host.Browser().GetAsync($"/u/{stop}")).Heading);
        var link = await host.LinkMailedToAsync(next, "/accounts/new-email/");
        var reader = host.Browser();
        Assert.Equal("/accounts/sign-in?done=email", (await reader.SubmitAsync(await reader.GetAsync(link))).Location);
        // The key for addresses is sealed by the ring and the same as ever.
        Assert.Equal(addressKey, await host.WithAsync(s => s.GetRequiredService<InstallationKey>().FindAsync()));
    }

    /// <summary>What the table in deploy/README.md warns of, so that the warning stays true: without its old key what was sealed cannot be opened.</summary>
    [Fact]
    [Asvs("E5")]
    public async Task A_key_that_is_taken_away_takes_with_it_what_it_sealed()
    {
        await using var own = new Host();
        await own.InitializeAsync();
        var sealing = own.Services.GetRequiredService<Sealing>();
        var kept = sealing.Links.Protect("kept");
        own.Services.GetRequiredService<IKeyManager>().RevokeAllKeys(TimeProvider.System.GetUtcNow(), "a test");
        own.Services.GetRequiredService<IKeyManager>().CreateNewKey(TimeProvider.System.GetUtcNow(), TimeProvider.System.GetUtcNow().AddDays(90));
        Until(() => Sealing.Open(sealing.Links, kept), opened => opened is null);
        Assert.Equal("new", Sealing.Open(sealing.Links, sealing.Links.Protect("new")));
    }

    private (Guid Before, Guid After) Turn()
    {
        var sealing = host.Services.GetRequiredService<Sealing>();
        var before = KeyOf(sealing.Links.Protect("x"));
        var now = TimeProvider.System.GetUtcNow();
        host.Services.GetRequiredService<IKeyManager>().CreateNewKey(now, now.AddDays(90));
        return (before, Until(() => KeyOf(sealing.Links.Protect("x")), key => key != before));
    }

    /// <summary>The ring is read again in the background; until then the old one does.</summary>
    private static T Until<T>(Func<T> look, Func<T, bool> isSo)
    {
        Assert.True(SpinWait.SpinUntil(() => isSo(look()), TimeSpan.FromSeconds(20)), "The ring was not read again.");
        return look();
    }

    /// <summary>The id of the key stands in clear behind four bytes at the beginning.</summary>
    private static Guid KeyOf(string sealedText) => new(System.Buffers.Text.Base64Url.DecodeFromChars(sealedText).AsSpan(4, 16));
}
