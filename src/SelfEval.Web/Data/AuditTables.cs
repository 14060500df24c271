using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Model;

namespace SelfEval.Web.Data;

internal static class AuditTables
{
    public static void Map(ModelBuilder builder)
    {
        builder.Entity<AuditEntry>(t =>
        {
            t.Property(x => x.Action).HasMaxLength(64);
            t.Property(x => x.Subject).HasMaxLength(100);
            t.Property(x => x.Source).HasMaxLength(100);
            t.HasIndex(x => x.At);
            t.HasIndex(x => x.TeamId);
            t.HasIndex(x => x.ProgrammeId);
            t.HasIndex(x => x.AccountId);
            t.HasIndex(x => x.Subject);
            // Asked for each entry that is removed.
            t.HasIndex(x => x.Through).HasFilter("\"Through\" IS NOT NULL");
        });

        builder.Entity<AuditHead>().Property(x => x.Id).ValueGeneratedNever();

        builder.Entity<ParticipantAct>(t =>
        {
            t.HasAnnotation(ResponseTables.WithoutRowId, true);
            t.HasKey(x => new { x.Day, x.Action, x.Subject, x.Slot });
            t.Property(x => x.Action).HasMaxLength(64);
            t.Property(x => x.Subject).HasMaxLength(100);
        });
    }
}
