using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Accounts;

/// <summary>One's own account at a glance; what guards it is changed on pages of their own, which ask again who it is.</summary>
[Authorize(Policy = Access.Staff)]
public sealed class MeModel(AppDb db, CurrentAccount who, TimeProvider clock, ChangeOwnAccount change) : PageModel
{
    private static readonly InlineValidator<InputModel> Validator = NewRules();

    [BindProperty]
    public InputModel Input { get; set; } = new();

    [BindProperty(SupportsGet = true, Name = "done")]
    public string? Done { get; set; }

    public string Email => who.Email;

    public bool HasPassword { get; private set; }

    public string Factors { get; private set; } = "";

    public string Sessions { get; private set; } = "";

    public string Keys { get; private set; } = "";

    public string? Notice => Done switch
    {
        "name" => "Your name is changed.",
        "password" => "Your password is changed. You are signed out everywhere else.",
        "email" => "We have sent a link to the new address. Your address changes when you open it.",
        _ => null,
    };

    public Task OnGetAsync() => LoadAsync();

    public Task<IActionResult> OnPostNameAsync() => this.PostAsync(Validator, Input, async () =>
    {
        await change.RenameAsync(Input.Name!);
        return LocalRedirect("/accounts/me?done=name");
    }, LoadAsync);

    private async Task LoadAsync()
    {
        Input.Name ??= who.Name;
        var (id, now) = (who.RequiredId, clock.GetUtcNow().UtcDateTime);
        HasPassword = await db.Users.AnyAsync(a => a.Id == id && a.PasswordHash != null);
        var passkeys = await db.AccountPasskeys.CountAsync(p => p.AccountId == id);
        var parts = new List<string>();
        if (passkeys > 0) parts.Add(Count(passkeys, "passkey"));
        if (await db.AccountCodeApps.AnyAsync(a => a.AccountId == id)) parts.Add("authenticator app");
        Factors = parts.Count == 0 ? "None" : string.Join(", ", parts);
        Sessions = Count(await db.AccountSessions.CountAsync(s => s.AccountId == id), "browser");
        Keys = Count(await db.ApiKeys.CountAsync(k => k.AccountId == id && k.RevokedAt == null && k.ExpiresAt > now), "key") + " in use";
    }

    private static string Count(int many, string what) => many == 1 ? $"1 {what}" : $"{many} {what}s";

    private static InlineValidator<InputModel> NewRules()
    {
        var rules = new InlineValidator<InputModel>();
        rules.RuleFor(i => i.Name).PersonName();
        return rules;
    }

    public sealed class InputModel
    {
        public string? Name { get; set; }
    }
}
