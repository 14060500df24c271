using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Model;

namespace SelfEval.Web.Data;

internal static class ResponseTables
{
    /// <summary>Read by the SQLite migrations generator: without a row id the order of arrival is not kept.</summary>
    public const string WithoutRowId = "SelfEval:WithoutRowId";

    public static void Map(ModelBuilder builder)
    {
        builder.Entity<Response>(t =>
        {
            t.HasAnnotation(WithoutRowId, true);
            t.Property(x => x.Id).ValueGeneratedNever();
            t.Property(x => x.RespondentKey).HasMaxLength(80);
            t.Property(x => x.Pseudonym).HasMaxLength(32);
            t.Property(x => x.Language).HasMaxLength(16);
            t.Property(x => x.Version).IsConcurrencyToken();
            t.HasOne(x => x.Round).WithMany().HasForeignKey(x => x.RoundId).OnDelete(DeleteBehavior.Restrict);
            t.HasIndex(x => new { x.RoundId, x.RespondentKey }).IsUnique();
            // For counting without reading anybody's answers.
            t.HasIndex(x => new { x.RoundId, x.CompletedOn, x.WithdrawnOn, x.IsTest, x.IsLate });
            t.HasIndex(x => x.ResumeHash).IsUnique();
            t.HasIndex(x => x.ReceiptHash).IsUnique();
        });

        builder.Entity<Score>(t =>
        {
            t.HasAnnotation(WithoutRowId, true);
            t.HasKey(x => new { x.ResponseId, x.ScaleKey });
            t.Property(x => x.ScaleKey).HasMaxLength(130);
            t.Property(x => x.InstrumentVersion).HasMaxLength(32);
            t.Property(x => x.Rule).HasMaxLength(64);
            t.HasOne<Response>().WithMany().HasForeignKey(x => x.ResponseId);
        });

        builder.Entity<Edition>(t =>
        {
            t.HasOne(x => x.Round).WithMany().HasForeignKey(x => x.RoundId).OnDelete(DeleteBehavior.Restrict);
            t.HasIndex(x => new { x.RoundId, x.Number }).IsUnique();
            t.HasIndex(x => x.Batch).IsUnique();
        });

        builder.Entity<EditionCount>(t =>
        {
            t.HasKey(x => x.EditionId);
            t.HasOne(x => x.Edition).WithOne().HasForeignKey<EditionCount>(x => x.EditionId);
        });

        builder.Entity<EditionSummary>(t =>
        {
            t.HasKey(x => x.EditionId);
            t.HasOne(x => x.Edition).WithOne().HasForeignKey<EditionSummary>(x => x.EditionId);
        });

        builder.Entity<Counting>(t =>
        {
            t.HasAnnotation(WithoutRowId, true);
            t.HasKey(x => new { x.ResponseId, x.Batch });
            t.HasIndex(x => x.Batch);
            t.HasOne<Response>().WithMany().HasForeignKey(x => x.ResponseId);
        });
    }
}
