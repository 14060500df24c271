using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Model;

namespace SelfEval.Web.Data;

internal static class ProgrammeTables
{
    public static void Map(ModelBuilder builder)
    {
        builder.Entity<Programme>(t =>
        {
            t.Property(p => p.Name).HasMaxLength(200);
            t.HasIndex(p => p.Name).IsUnique();
            t.Property(p => p.MinutesPerQuarter).HasDefaultValue(30).HasSentinel(-1);
            t.ComplexProperty(p => p.Keeps, keeps =>
            {
                var usual = new KeepTimes();
                keeps.Property(k => k.ContactDays).HasColumnName("KeepContactDays").HasDefaultValue(usual.ContactDays);
                keeps.Property(k => k.TokenDays).HasColumnName("KeepTokenDays").HasDefaultValue(usual.TokenDays);
                keeps.Property(k => k.AnswerMonths).HasColumnName("KeepAnswerMonths").HasDefaultValue(usual.AnswerMonths);
                keeps.Property(k => k.AuditMonths).HasColumnName("KeepAuditMonths").HasDefaultValue(usual.AuditMonths);
            });
            t.Property(p => p.MessagesPerMonth).HasDefaultValue(6).HasSentinel(-1);
        });

        builder.Entity<Team>(t =>
        {
            t.Property(x => x.Name).HasMaxLength(200);
            t.Property(x => x.ChartRules).HasMaxLength(40);
            t.Property(x => x.Enquiries).HasMaxLength(300);
            t.HasOne(x => x.Programme).WithMany().HasForeignKey(x => x.ProgrammeId).OnDelete(DeleteBehavior.Restrict);
            t.HasIndex(x => new { x.ProgrammeId, x.Name }).IsUnique();
        });

        builder.Entity<Site>(t =>
        {
            t.Property(x => x.Name).HasMaxLength(200);
            t.HasOne<Team>().WithMany().HasForeignKey(x => x.TeamId).OnDelete(DeleteBehavior.Restrict);
            t.HasIndex(x => new { x.TeamId, x.Name }).IsUnique();
        });

        builder.Entity<TestOfChange>(t =>
        {
            t.Property(x => x.Title).HasMaxLength(100);
            t.Property(x => x.What).HasMaxLength(2000);
            t.Property(x => x.DecidedBy).HasMaxLength(200);
            t.Property(x => x.Version).IsConcurrencyToken();
            t.HasOne(x => x.Team).WithMany().HasForeignKey(x => x.TeamId).OnDelete(DeleteBehavior.Restrict);
            t.HasIndex(x => new { x.TeamId, x.From });
        });

        builder.Entity<Questionnaire>(t =>
        {
            t.Property(x => x.Title).HasMaxLength(200);
            t.Property(x => x.Version).IsConcurrencyToken();
            t.HasOne(x => x.Team).WithMany().HasForeignKey(x => x.TeamId).OnDelete(DeleteBehavior.Restrict);
        });

        builder.Entity<QuestionnaireVersion>(t =>
        {
            t.HasOne(x => x.Questionnaire).WithMany().HasForeignKey(x => x.QuestionnaireId).OnDelete(DeleteBehavior.Restrict);
            t.HasIndex(x => new { x.QuestionnaireId, x.Number }).IsUnique();
        });

        builder.Entity<UsedInstrument>().HasKey(x => new { x.InstrumentId, x.InstrumentVersion });
    }
}
