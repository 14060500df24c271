using Xunit;

namespace SelfEval.Browser.Tests;

/// <summary>Somebody looks after their own account: another address, and a password that they forgot.</summary>
public sealed class OwnAccountTests(DemonstrationSite site)
{
    private const string Password = "four unrelated little words";

    [Fact]
    public async Task An_address_is_changed_and_a_forgotten_password_chosen_anew()
    {
        await using var member = await Visitor.ArriveAsync(site, false, 320, 1280);
        await member.SignInAsync("team-member");
        await member.GoAsync("/accounts/email", "email");
        await member.PressAsync(Visitor.Send, "email-error");
        await member.Page.FillAsync("[name='Input.Email']", "moved@example.org");
        await member.PressAsync(Visitor.Send, "email-sent");
        await member.GoAsync(await site.LinkMailedToAsync("moved@example.org", "/accounts/new-email/"), "email-confirm");
        await member.PressAsync(Visitor.Send, "email-done");
        await member.GoAsync("/accounts/sign-out", "sign-out");
        await member.PressAsync(Visitor.Send, "signed-out");

        await member.GoAsync("/accounts/forgotten-password", "forgotten-password");
        await member.Page.FillAsync("[name='Input.Email']", "moved@example.org");
        await member.PressAsync(Visitor.Send, "forgotten-password-sent");
        await member.GoAsync(await site.LinkMailedToAsync("moved@example.org", "/accounts/reset-password"), "reset-password");
        await member.Page.FillAsync("[name='Input.Password']", "short");
        await member.PressAsync(Visitor.Send, "reset-password-error");
        await member.Page.FillAsync("[name='Input.Password']", Password);
        await member.PressAsync(Visitor.Send, "reset-password-done");
        await member.GoAsync("/accounts/sign-in", "sign-in");
        await member.Page.FillAsync("[name='Input.Email']", "moved@example.org");
        await member.Page.FillAsync("[name='Input.Password']", Password);
        await member.PressAsync(Visitor.Send, "home-team-member");
        Assert.DoesNotContain("/sign-in", member.Page.Url, StringComparison.Ordinal);
        member.Judge();
    }
}
