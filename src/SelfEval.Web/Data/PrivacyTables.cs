using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Model;

namespace SelfEval.Web.Data;

internal static class PrivacyTables
{
    public static void Map(ModelBuilder builder)
    {
        builder.Entity<PrivacyNotice>(t =>
        {
            t.Property(x => x.Text).HasMaxLength(10_000);
            t.Property(x => x.Complaints).HasMaxLength(2_000);
            t.HasOne<Programme>().WithMany().HasForeignKey(x => x.ProgrammeId).OnDelete(DeleteBehavior.Restrict);
            t.HasIndex(x => new { x.ProgrammeId, x.Number }).IsUnique();
        });

        builder.Entity<TwoPersonRequest>(t =>
        {
            t.Property(x => x.Reason).HasMaxLength(1_000);
            t.Property(x => x.Version).IsConcurrencyToken();
            // No foreign keys: who asked for a programme's erasure is still known when it is gone.
            t.HasIndex(x => x.ProgrammeId);
        });

        builder.Entity<PersonalFile>(t =>
        {
            t.HasIndex(x => x.TokenHash).IsUnique();
            t.HasOne<Person>().WithMany().HasForeignKey(x => x.PersonId);
        });
    }
}
