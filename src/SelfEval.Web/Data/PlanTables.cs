using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Model;

namespace SelfEval.Web.Data;

internal static class PlanTables
{
    public static void Map(ModelBuilder builder)
    {
        builder.Entity<Plan>(t =>
        {
            t.Property(x => x.Name).HasMaxLength(200);
            t.Property(x => x.Version).IsConcurrencyToken();
            t.HasOne(x => x.Team).WithMany().HasForeignKey(x => x.TeamId).OnDelete(DeleteBehavior.Restrict);
        });

        builder.Entity<PlanPerson>(t =>
        {
            t.HasKey(x => new { x.PlanId, x.PersonId });
            t.HasOne<Plan>().WithMany().HasForeignKey(x => x.PlanId).OnDelete(DeleteBehavior.Restrict);
            t.HasOne(x => x.Person).WithMany().HasForeignKey(x => x.PersonId).OnDelete(DeleteBehavior.Restrict);
        });

        builder.Entity<PlanChange>(t =>
        {
            t.Property(x => x.Reason).HasMaxLength(1000);
            t.Property(x => x.Summary).HasMaxLength(2000);
            t.HasOne<Plan>().WithMany().HasForeignKey(x => x.PlanId).OnDelete(DeleteBehavior.Restrict);
        });
    }
}
