using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Features.Accounts;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Mail;

namespace SelfEval.Web.Features.Demonstration;

/// <summary>An account of the demonstration with the password that is printed.</summary>
public sealed record CastMember(int Id, string Role, string Email, string Password);

/// <summary>Makes the accounts as people would: through the set-up link, and through links that come by mail.</summary>
public sealed class DemonstrationCast(
    AppDb db, IServiceScopeFactory scopes, Sealing sealing)
{
    public async Task<CastMember> AdministratorAsync()
    {
        await using var scope = scopes.CreateAsyncScope();
        using var console = new StringWriter();
        await scope.ServiceProvider.GetRequiredService<FirstRun>().PrintLinkAsync(console);
        var (email, password) = ("administrator@demo.example", DemonstrationPassword.New());
        var account = await scope.ServiceProvider.GetRequiredService<SetUpAdministrator>()
            .RunAsync(LastToken(console.ToString()), "Alice Administrator", email, password);
        return new(account.Id, "administrator", email, password);
    }

    /// <summary>An administrator invites somebody, who opens the letter and makes an account.</summary>
    public async Task<CastMember> InviteAsync(CastMember administrator, Role role, string name, string email, int? programmeId, int? teamId)
    {
        var invite = await ActAsync(administrator, services => services.GetRequiredService<InviteColleague>().RunAsync(email, role, programmeId, teamId));
        var key = $"account-invite:{invite.Id}";
        var letter = await db.Letters.SingleAsync(l => l.DedupKey == key);
        var token = LastToken(MailText.Read(Sealing.Open(sealing.Letters, letter.Sealed))!.Text);
        var password = DemonstrationPassword.New();
        await using var scope = scopes.CreateAsyncScope();
        var account = await scope.ServiceProvider.GetRequiredService<JoinByInvite>().WithNewAccountAsync(token, name, password);
        return new(account.Id, RoleWord(role), email, password);
    }

    public Task ActAsync(CastMember member, Func<IServiceProvider, Task> act) => ActAsync(member, async services =>
    {
        await act(services);
        return true;
    });

    /// <summary>Does something as somebody, with services of its own, as a request of theirs would.</summary>
    public async Task<T> ActAsync<T>(CastMember member, Func<IServiceProvider, Task<T>> act)
    {
        await using var scope = scopes.CreateAsyncScope();
        var account = await db.Users.SingleAsync(a => a.Id == member.Id);
        var memberships = await db.Memberships.Where(m => m.AccountId == member.Id).ToListAsync();
        scope.ServiceProvider.GetRequiredService<CurrentAccount>().Become(account, memberships);
        return await act(scope.ServiceProvider);
    }

    private static string RoleWord(Role role) => role switch
    {
        Role.Evaluator => "evaluator",
        Role.TeamLead => "team-lead",
        Role.TeamMember => "team-member",
        _ => "administrator",
    };

    /// <summary>The secret at the end of the last link in a text.</summary>
    private static string LastToken(string text)
    {
        var link = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Last(word => word.Contains("://", StringComparison.Ordinal));
        return link[(link.LastIndexOf('/') + 1)..];
    }
}
