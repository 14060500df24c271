using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Model;

namespace SelfEval.Web.Data;

internal static class ComparisonTables
{
    public static void Map(ModelBuilder builder) => builder.Entity<Comparison>(t =>
    {
        t.Property(x => x.ContentHash).HasMaxLength(64);
        t.HasOne(x => x.FromRound).WithMany().HasForeignKey(x => x.FromRoundId).OnDelete(DeleteBehavior.Restrict);
        t.HasOne(x => x.ToRound).WithMany().HasForeignKey(x => x.ToRoundId).OnDelete(DeleteBehavior.Restrict);
        t.HasIndex(x => new { x.ToRoundId, x.FromRoundId, x.ToEdition, x.FromEdition }).IsUnique();
    });
}
