using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Model;

namespace SelfEval.Web.Data;

internal static class MessageTables
{
    public static void Map(ModelBuilder builder)
    {
        builder.Entity<MessageText>(t =>
        {
            t.Property(x => x.Language).HasMaxLength(16);
            t.Property(x => x.Subject).HasMaxLength(200);
            t.Property(x => x.Body).HasMaxLength(10_000);
            t.HasOne<Round>().WithMany().HasForeignKey(x => x.RoundId).OnDelete(DeleteBehavior.Restrict);
            t.HasOne<Plan>().WithMany().HasForeignKey(x => x.PlanId).OnDelete(DeleteBehavior.Restrict);
            t.HasIndex(x => new { x.RoundId, x.Kind, x.Route, x.Language }).IsUnique().HasFilter("\"RoundId\" IS NOT NULL");
            t.HasIndex(x => new { x.PlanId, x.Kind, x.Route, x.Language }).IsUnique().HasFilter("\"PlanId\" IS NOT NULL");
        });

        builder.Entity<DoNotContact>(t =>
        {
            t.Property(x => x.Hint).HasMaxLength(60);
            t.HasOne<Programme>().WithMany().HasForeignKey(x => x.ProgrammeId).OnDelete(DeleteBehavior.Restrict);
            t.HasIndex(x => new { x.ProgrammeId, x.AddressHash }).IsUnique();
        });

        builder.Entity<PeopleImport>(t =>
        {
            t.HasOne<Round>().WithMany().HasForeignKey(x => x.RoundId).OnDelete(DeleteBehavior.Restrict);
            t.HasOne<Plan>().WithMany().HasForeignKey(x => x.PlanId).OnDelete(DeleteBehavior.Restrict);
            t.HasIndex(x => x.FinishedAt);
        });

        builder.Entity<Alarm>(t =>
        {
            t.Property(x => x.Key).HasMaxLength(100);
            t.HasIndex(x => x.Key).IsUnique();
            t.HasOne(x => x.Round).WithMany().HasForeignKey(x => x.RoundId).OnDelete(DeleteBehavior.Restrict);
        });
    }
}
