using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Model;

namespace SelfEval.Web.Data;

internal static class OperationsTables
{
    public static void Map(ModelBuilder builder)
    {
        builder.Entity<Letter>(t =>
        {
            t.Property(x => x.DedupKey).HasMaxLength(100);
            t.HasIndex(x => x.DedupKey).IsUnique();
            t.HasIndex(x => new { x.State, x.NotBefore });
            t.Property(x => x.ProviderId).HasMaxLength(64);
            t.Property(x => x.SentTo).HasMaxLength(320);
            t.Property(x => x.Route).HasDefaultValue(SendRoute.Email).HasSentinel(default(SendRoute));
            t.HasIndex(x => x.ProviderId).HasFilter("\"ProviderId\" IS NOT NULL");
            t.HasIndex(x => new { x.RoundId, x.Number, x.State });
            t.HasOne<Round>().WithMany().HasForeignKey(x => x.RoundId).OnDelete(DeleteBehavior.Restrict);
            t.HasOne<Invitation>().WithMany().HasForeignKey(x => x.InvitationId);
        });

        builder.Entity<LimitCount>(t =>
        {
            t.HasKey(x => new { x.Purpose, x.Who, x.Slot });
            t.Property(x => x.Purpose).HasMaxLength(16);
            t.Property(x => x.Who).HasMaxLength(32);
            t.HasIndex(x => x.Slot);
        });

        builder.Entity<Installation>().Property(x => x.Id).ValueGeneratedNever();
    }
}
