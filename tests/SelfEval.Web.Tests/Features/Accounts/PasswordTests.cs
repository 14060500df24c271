using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SelfEval.Tests;
using SelfEval.Web.Data;
using SelfEval.Web.Features.Accounts;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using Xunit;

namespace SelfEval.Web.Tests.Features.Accounts;

public sealed class PasswordTests(Host host) : IClassFixture<Host>
{
    [Theory]
    [InlineData("short")]
    [InlineData("password1234")]
    [InlineData("P@ssw0rd123!")]
    [InlineData("qwertyuiop12")]
    [InlineData("aaaaaaaaaaaa")]
    [InlineData("abcabcabcabc")]
    [InlineData("123456789012")]
    [InlineData("alice.smith2026")]
    [InlineData("alice.smith@example.org")]
    [InlineData("administrator1")]
    [InlineData("Liverpoolfc2026")]
    [InlineData("AliceSmith1!")]
    [InlineData("smith-alice-99")]
    [InlineData("SelfEval2026!")]
    [InlineData("s3lf3val-2026")]
    [Asvs("B2")]
    public void Guessable_passwords_are_refused(string password) => Assert.NotNull(PasswordRules.Fault(password, "asmith@example.org.uk", "Alice Smith") ?? PasswordRules.Fault(password, "alice.smith@example.org"));

    [Fact]
    [Asvs("B1")]
    public void Length_is_12_to_128_and_no_composition_is_asked_for()
    {
        Assert.NotNull(PasswordRules.Fault("elevenchars", null));
        Assert.Null(PasswordRules.Fault("wombatgutter", null));
        var longest = string.Concat(Enumerable.Range(0, 64).Select(i => (char)('a' + i * 7 % 26) + "" + (char)('a' + i * 11 % 26)));
        Assert.Equal(128, longest.Length);
        Assert.Null(PasswordRules.Fault(longest, null));
        Assert.NotNull(PasswordRules.Fault(longest + "x", null));
    }

    [Fact]
    [Asvs("B3")]
    public void Hashes_take_220_000_rounds_of_HMAC_SHA512()
    {
        var services = new ServiceCollection();
        services.AddPlatform(new DatabaseOptions(), Path.Combine(host.DataFolder, "platform"));
        using var built = services.BuildServiceProvider();
        Assert.Equal(220_000, built.GetRequiredService<IOptions<PasswordHasherOptions>>().Value.IterationCount);
        var hash = Convert.FromBase64String(built.GetRequiredService<IPasswordHasher<Account>>().HashPassword(null!, Make.Password));
        // Version 3: marker, then the function (2 is HMAC-SHA512) and the rounds, big endian.
        Assert.Equal(2u, System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(1)));
        Assert.Equal(220_000u, System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(5)));
    }

    [Fact]
    [Asvs("B3")]
    public async Task A_hash_of_fewer_rounds_is_renewed_when_its_owner_signs_in()
    {
        var account = await host.AccountAsync(Role.Administrator);
        var weak = new PasswordHasher<Account>(Options.Create(new PasswordHasherOptions { IterationCount = 500 }));
        await host.ArrangeAsync(async db => (await db.Users.FindAsync(account.Id))!.PasswordHash = weak.HashPassword(account, Make.Password));
        Assert.Equal(HttpStatusCode.BadRequest, (await host.Browser().EnterPasswordAsync(account.Email!, "not the right password")).Status);
        Assert.Equal(500u, await RoundsAsync());
        Assert.Equal(HttpStatusCode.Redirect, (await host.Browser().EnterPasswordAsync(account.Email!)).Status);
        // As many as the site's setting says; Host.cs has 1,000 in place of 220,000.
        Assert.Equal(1_000u, await RoundsAsync());
        Assert.Equal(HttpStatusCode.Redirect, (await host.Browser().EnterPasswordAsync(account.Email!)).Status);

        async Task<uint> RoundsAsync() => System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(Convert.FromBase64String((await host.ReadAsync(db => db.Users.FindAsync(account.Id).AsTask()))!.PasswordHash!).AsSpan(5));
    }

    [Theory]
    [InlineData("three unrelated words")]
    [InlineData("correct horse battery staple")]
    [InlineData("kX9#vLq2!mZr")]
    [InlineData("mein Rad steht im Regen, immer noch")]
    [Asvs("B2")]
    public void Others_are_taken(string password) => Assert.Null(PasswordRules.Fault(password, "alice.smith@example.org", "Alice Smith"));

    [Fact]
    public async Task A_forgotten_password_is_replaced_once_and_ends_other_sessions()
    {
        var account = await host.AccountAsync(Role.Administrator);
        var elsewhere = await host.SignInAsync(account);
        Assert.Equal("/accounts/forgotten-password?sent=true", await AskAsync(account.Email!));
        Assert.Equal("/accounts/forgotten-password?sent=true", await AskAsync("nobody@example.org"));
        Assert.Empty(await host.MailToAsync("nobody@example.org"));
        var path = await host.LinkMailedToAsync(account.Email!, "/accounts/reset-password");

        var browser = host.Browser();
        var page = await browser.GetAsync(path);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.SubmitAsync(page, ("Input.Password", "password1234"))).Status);
        Assert.Equal("/accounts/sign-in?done=password", (await browser.SubmitAsync(page, ("Input.Password", "a quite new password"))).Location);

        Assert.Equal(HttpStatusCode.Gone, (await browser.SubmitAsync(page, ("Input.Password", "yet another password"))).Status);
        Assert.Equal(HttpStatusCode.Gone, (await host.Browser().GetAsync(path)).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await elsewhere.GetAsync("/accounts/me")).Status);
        Assert.StartsWith("/accounts/second-factor", (await host.Browser().EnterPasswordAsync(account.Email!, "a quite new password")).Location, StringComparison.Ordinal);
        Assert.Contains(await host.MailToAsync(account.Email!), m => m.Subject!.Contains("was changed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_reset_link_is_dead_after_half_an_hour()
    {
        var account = await host.AccountAsync(Role.Administrator);
        await AskAsync(account.Email!);
        var path = await host.LinkMailedToAsync(account.Email!, "/accounts/reset-password");
        host.Clock.Advance(TimeSpan.FromMinutes(31));
        Assert.Equal(HttpStatusCode.Gone, (await host.Browser().GetAsync(path)).Status);
    }

    private async Task<string?> AskAsync(string email)
    {
        var browser = host.Browser();
        return (await browser.SubmitAsync(await browser.GetAsync("/accounts/forgotten-password"), ("Input.Email", email))).Location;
    }
}
