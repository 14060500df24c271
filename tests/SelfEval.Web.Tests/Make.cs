using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using Xunit;

namespace SelfEval.Web.Tests;

/// <summary>Builders of what a test needs to be there already. The cast is in tests/README.md.</summary>
public static partial class Make
{
    public const string Password = "correct horse battery staple";

    public static Task<Programme> ProgrammeAsync(this Host host, string? name = null) => host.ArrangeAsync(db =>
    {
        var programme = new Programme { Name = name ?? $"Programme {Guid.NewGuid():N}", CreatedAt = host.Now };
        db.Programmes.Add(programme);
        return Task.FromResult(programme);
    });

    public static Task<Team> TeamAsync(this Host host, Programme programme, string? name = null) => host.ArrangeAsync(db =>
    {
        var team = new Team { ProgrammeId = programme.Id, Name = name ?? $"Team {Guid.NewGuid():N}", CreatedAt = host.Now };
        db.Teams.Add(team);
        return Task.FromResult(team);
    });

    /// <summary>An account; with a team it leads or serves there, with a programme only it evaluates there.</summary>
    public static Task<Account> AccountAsync(this Host host, Role role, Programme? programme = null, Team? team = null, string? email = null) =>
        host.WithAsync(async services =>
        {
            var db = services.GetRequiredService<AppDb>();
            var users = services.GetRequiredService<UserManager<Account>>();
            email ??= $"{Guid.NewGuid():N}@example.org";
            return await services.GetRequiredService<WriteGate>().RunAsync(db, async () =>
            {
                var account = new Account
                {
                    Name = email.Split('@')[0],
                    Email = email,
                    UserName = email,
                    EmailConfirmed = true,
                    CreatedAt = host.Now,
                    IsAdministrator = role == Role.Administrator,
                };
                var made = await users.CreateAsync(account, Password);
                Assert.True(made.Succeeded, string.Join(' ', made.Errors.Select(e => e.Description)));
                if (role != Role.Administrator)
                {
                    db.Memberships.Add(new Membership
                    {
                        AccountId = account.Id,
                        Role = role,
                        ProgrammeId = programme?.Id ?? team!.ProgrammeId,
                        TeamId = team?.Id,
                        SinceAt = host.Now,
                    });
                    await db.SaveChangesAsync();
                }

                return account;
            });
        });
}
