using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SelfEval.Web.Data;
using SelfEval.Web.Features.Accounts.Signing;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Mail;
using SelfEval.Web.Platform.SignIn;

namespace SelfEval.Web.Features.Accounts.Organisation;

/// <summary>
/// The account of somebody whom the organisation vouches for. It is found by issuer and subject, never by the email address, has no password here, and
/// holds at each sign-in exactly the roles that the organisation's claim gives.
/// </summary>
public sealed class SignInByOrganisation(
    AppDb db, WriteGate gate, CurrentAccount who, Audit audit, BeginSession begin, UserManager<Account> users, ILookupNormalizer normalizer,
    TimeProvider clock, IOptions<SelfEvalOptions> options)
{
    private OpenIdOptions Settings => options.Value.OpenId;

    public Task<OpenedSession> RunAsync(ClaimsPrincipal answer) => gate.RunAsync(db, async () =>
    {
        var (issuer, subject) = Who(answer);
        var roles = RolesOf(answer);
        var id = await db.UserLogins.Where(l => l.LoginProvider == issuer && l.ProviderKey == subject).Select(l => (int?)l.UserId).SingleOrDefaultAsync();
        if (id is null && roles.Count == 0) throw NoRole();
        var account = id is { } known ? await db.Users.SingleAsync(a => a.Id == known) : await AddAsync(answer, issuer, subject);
        if (account.DisabledAt is not null) throw NoRole();
        await GiveAsync(account, roles);
        return await begin.InGateAsync(account, SignInWay.Organisation, isTwoFactors: answer.HasClaim("amr", Settings.SecondFactorAmr));
    });

    /// <summary>Somebody who is signed in proved at the organisation, just now, that it is they.</summary>
    public Task ConfirmAsync(ClaimsPrincipal answer) => gate.RunAsync(db, async () =>
    {
        var ((issuer, subject), id, now) = (Who(answer), who.RequiredId, clock.GetUtcNow().UtcDateTime);
        var isThem = await db.UserLogins.AnyAsync(l => l.LoginProvider == issuer && l.ProviderKey == subject && l.UserId == id);
        var isFresh = long.TryParse(answer.FindFirstValue("auth_time"), CultureInfo.InvariantCulture, out var at)
            && now - DateTime.UnixEpoch.AddSeconds(at) < TimeSpan.FromMinutes(options.Value.Sessions.FreshMinutes);
        audit.Add(isThem && isFresh ? "account.confirmed" : "account.confirm_failed", $"account:{id}");
        if (isThem && isFresh) await db.AccountSessions.Where(s => s.Id == who.SessionId).ExecuteUpdateAsync(set => set.SetProperty(s => s.FreshAt, now));
        await db.SaveChangesAsync();
    });

    private static (string Issuer, string Subject) Who(ClaimsPrincipal answer) =>
        answer.FindFirstValue("iss") is { Length: > 0 } issuer && answer.FindFirstValue("sub") is { Length: > 0 } subject
            ? (issuer, subject)
            : throw NoRole();

    private List<OpenIdRole> RolesOf(ClaimsPrincipal answer)
    {
        var values = answer.FindAll(Settings.RoleClaim).Select(c => c.Value).ToHashSet(StringComparer.Ordinal);
        return [.. Settings.Roles.Where(r => values.Contains(r.Value))];
    }

    private async Task<Account> AddAsync(ClaimsPrincipal answer, string issuer, string subject)
    {
        var email = answer.FindFirstValue("email")?.Trim();
        if (email is null || !MailText.IsAddress(email)) throw NoRole();
        var normalized = normalizer.NormalizeEmail(email);
        // Whoever can give themselves an address at the organisation must not gain somebody's account by it.
        if (await db.Users.AnyAsync(a => a.NormalizedEmail == normalized)) throw AddressTaken();
        var name = answer.FindFirstValue("name") is { Length: > 0 and <= 200 } said && PlainText.IsStorable(said) && MailText.IsOneLine(said) ? said : email;
        var account = new Account { Name = name, Email = email, UserName = email, EmailConfirmed = true, CreatedAt = clock.GetUtcNow().UtcDateTime };
        await users.AddAsync(account);
        db.UserLogins.Add(new IdentityUserLogin<int> { LoginProvider = issuer, ProviderKey = subject, ProviderDisplayName = Settings.Name, UserId = account.Id });
        audit.Add("account.joined", $"account:{account.Id}", detail: "organisation", by: account.Id);
        await db.SaveChangesAsync();
        return account;
    }

    private async Task GiveAsync(Account account, List<OpenIdRole> roles)
    {
        var tracked = await db.Users.SingleAsync(a => a.Id == account.Id);
        tracked.IsAdministrator = roles.Exists(r => r.Role == Role.Administrator);
        var wanted = new HashSet<(Role Role, int Programme, int? Team)>();
        foreach (var role in roles.Where(r => r.Role != Role.Administrator))
            if (await PlaceAsync(role) is { } place) wanted.Add(place);
        var held = await db.Memberships.Where(m => m.AccountId == account.Id).ToListAsync();
        foreach (var gone in held.Where(m => !wanted.Contains((m.Role, m.ProgrammeId, m.TeamId))))
        {
            db.Memberships.Remove(gone);
            audit.Add("role.removed", $"account:{account.Id}", gone.ProgrammeId, gone.TeamId, RoleNames.Of(gone.Role), by: account.Id);
        }

        foreach (var (role, programme, team) in wanted.Where(w => !held.Exists(m => (m.Role, m.ProgrammeId, m.TeamId) == w)))
        {
            db.Memberships.Add(new Membership { AccountId = account.Id, Role = role, ProgrammeId = programme, TeamId = team, SinceAt = clock.GetUtcNow().UtcDateTime });
            audit.Add("role.given", $"account:{account.Id}", programme, team, RoleNames.Of(role), by: account.Id);
        }

        await db.SaveChangesAsync();
    }

    private async Task<(Role, int, int?)?> PlaceAsync(OpenIdRole role)
    {
        if (role.Role == Role.Evaluator)
            return role.Programme is { } programme && await db.Programmes.AnyAsync(p => p.Id == programme) ? (role.Role, programme, null) : null;
        return role.Team is { } id && await db.Teams.SingleOrDefaultAsync(t => t.Id == id) is { } team ? (role.Role, team.ProgrammeId, team.Id) : null;
    }

    private static Problem NoRole() => new("accounts.organisation_no_role", StatusCodes.Status403Forbidden,
        "Your organisation’s sign-in gives you no access here", "Ask an administrator of your service.");

    private static Problem AddressTaken() => Problem.Conflict("accounts.organisation_address_taken",
        "There is an account with your email address already", "Sign in with its password, or ask an administrator of your service.");
}
