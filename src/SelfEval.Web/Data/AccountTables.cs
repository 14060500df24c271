using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Model;

namespace SelfEval.Web.Data;

internal static class AccountTables
{
    public static void Map(ModelBuilder builder)
    {
        builder.Entity<Account>().Property(a => a.Name).HasMaxLength(200);
        builder.Entity<Account>().HasIndex(a => a.NormalizedEmail).IsUnique();

        builder.Entity<Membership>(t =>
        {
            t.HasOne<Account>().WithMany().HasForeignKey(m => m.AccountId);
            t.HasOne<Programme>().WithMany().HasForeignKey(m => m.ProgrammeId);
            t.HasOne<Team>().WithMany().HasForeignKey(m => m.TeamId);
            t.HasIndex(m => new { m.AccountId, m.ProgrammeId, m.TeamId, m.Role }).IsUnique();
        });

        builder.Entity<AccountInvite>(t =>
        {
            t.Property(i => i.Email).HasMaxLength(254);
            t.HasIndex(i => i.TokenHash).IsUnique();
            // Two nodes may be handed the same link at once: the second finds it used.
            t.Property(i => i.UsedAt).IsConcurrencyToken();
            t.HasOne<Programme>().WithMany().HasForeignKey(i => i.ProgrammeId);
            t.HasOne<Team>().WithMany().HasForeignKey(i => i.TeamId);
        });

        builder.Entity<ApiKey>(t =>
        {
            t.Property(k => k.Name).HasMaxLength(200);
            t.Property(k => k.Prefix).HasMaxLength(16);
            t.HasIndex(k => k.KeyHash).IsUnique();
            t.HasOne<Account>().WithMany().HasForeignKey(k => k.AccountId);
        });
    }
}
