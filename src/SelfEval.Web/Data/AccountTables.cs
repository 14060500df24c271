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
            t.HasOne(k => k.Account).WithMany().HasForeignKey(k => k.AccountId);
            t.HasOne<Programme>().WithMany().HasForeignKey(k => k.ProgrammeId);
            t.HasOne<Team>().WithMany().HasForeignKey(k => k.TeamId);
        });

        MapSessions(builder);
        MapFactors(builder);
    }

    private static void MapSessions(ModelBuilder builder)
    {
        builder.Entity<AccountSession>(t =>
        {
            t.ToTable("AccountSessions");
            t.Property(s => s.Device).HasMaxLength(100);
            t.HasIndex(s => s.TokenHash).IsUnique();
            t.HasOne(s => s.Account).WithMany().HasForeignKey(s => s.AccountId);
        });

        builder.Entity<AccountProof>(t =>
        {
            t.ToTable("AccountProofs");
            t.HasIndex(p => p.TokenHash).IsUnique();
            t.Property(p => p.UsedAt).IsConcurrencyToken();
            t.HasOne<Account>().WithMany().HasForeignKey(p => p.AccountId);
        });

        builder.Entity<SignInTry>(t =>
        {
            t.ToTable("SignInTries");
            t.HasKey(x => x.Key);
            t.HasIndex(x => x.Until);
        });

        builder.Entity<SpentChallenge>(t =>
        {
            t.ToTable("SpentChallenges");
            t.HasKey(x => x.Hash);
            t.HasIndex(x => x.ExpiresAt);
        });
    }

    private static void MapFactors(ModelBuilder builder)
    {
        builder.Entity<AccountCodeApp>(t =>
        {
            t.ToTable("AccountCodeApps");
            t.HasKey(a => a.AccountId);
            t.Property(a => a.AccountId).ValueGeneratedNever();
            // Of two that bring the same code at once, the second finds it used.
            t.Property(a => a.LastStep).IsConcurrencyToken();
            t.HasOne<Account>().WithOne().HasForeignKey<AccountCodeApp>(a => a.AccountId);
        });

        builder.Entity<AccountRecoveryCode>(t =>
        {
            t.ToTable("AccountRecoveryCodes");
            t.HasIndex(c => new { c.AccountId, c.CodeHash }).IsUnique();
            t.Property(c => c.UsedAt).IsConcurrencyToken();
            t.HasOne<Account>().WithMany().HasForeignKey(c => c.AccountId);
        });

        builder.Entity<AccountPasskey>(t =>
        {
            t.ToTable("AccountPasskeys");
            t.Property(p => p.Name).HasMaxLength(100);
            t.Property(p => p.Transports).HasMaxLength(100);
            t.Property(p => p.CredentialId).HasMaxLength(1023);
            t.HasIndex(p => p.CredentialId).IsUnique();
            t.HasOne<Account>().WithMany().HasForeignKey(p => p.AccountId);
        });
    }
}
