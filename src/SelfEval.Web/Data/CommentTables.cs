using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Model;

namespace SelfEval.Web.Data;

internal static class CommentTables
{
    public static void Map(ModelBuilder builder)
    {
        builder.Entity<Comment>(t =>
        {
            // As with responses: the order of arrival is not kept.
            t.HasAnnotation(ResponseTables.WithoutRowId, true);
            t.Property(x => x.Id).ValueGeneratedNever();
            t.Property(x => x.ItemCode).HasMaxLength(80);
            t.Property(x => x.Version).IsConcurrencyToken();
            t.HasOne(x => x.Round).WithMany().HasForeignKey(x => x.RoundId).OnDelete(DeleteBehavior.Restrict);
            // Gone with the answer it was taken from.
            t.HasOne<Response>().WithMany().HasForeignKey(x => x.ResponseId).OnDelete(DeleteBehavior.Cascade);
            t.HasIndex(x => new { x.ResponseId, x.ItemCode }).IsUnique();
            t.HasIndex(x => new { x.RoundId, x.ItemCode, x.State, x.Id });
            t.HasIndex(x => new { x.RoundId, x.HasFinds, x.State, x.Id });
        });

        builder.Entity<CommentsTaken>(t =>
        {
            t.HasKey(x => x.RoundId);
            t.Property(x => x.RoundId).ValueGeneratedNever();
            t.HasOne<Round>().WithMany().HasForeignKey(x => x.RoundId).OnDelete(DeleteBehavior.Cascade);
        });

        builder.Entity<Codebook>(t =>
        {
            t.Property(x => x.Name).HasMaxLength(200);
            t.Property(x => x.Source).HasMaxLength(40);
            t.HasOne(x => x.Team).WithMany().HasForeignKey(x => x.TeamId).OnDelete(DeleteBehavior.Restrict);
            t.HasIndex(x => new { x.TeamId, x.Name }).IsUnique();
        });

        builder.Entity<CodebookCode>(t =>
        {
            t.Property(x => x.Name).HasMaxLength(200);
            t.Property(x => x.Meaning).HasMaxLength(1000);
            t.HasOne<Codebook>().WithMany(x => x.Codes).HasForeignKey(x => x.CodebookId);
            t.HasIndex(x => new { x.CodebookId, x.Number }).IsUnique();
        });

        builder.Entity<CommentCoding>(t =>
        {
            t.HasOne(x => x.Comment).WithMany().HasForeignKey(x => x.CommentId).OnDelete(DeleteBehavior.Cascade);
            t.HasOne<Codebook>().WithMany().HasForeignKey(x => x.CodebookId).OnDelete(DeleteBehavior.Restrict);
            t.HasIndex(x => new { x.CommentId, x.CodebookId, x.Coder }).IsUnique();
            t.HasIndex(x => new { x.CodebookId, x.Coder });
        });

        builder.Entity<CodingMark>(t =>
        {
            t.HasKey(x => new { x.CodingId, x.CodeId });
            t.HasOne<CommentCoding>().WithMany(x => x.Marks).HasForeignKey(x => x.CodingId);
            t.HasOne<CodebookCode>().WithMany().HasForeignKey(x => x.CodeId).OnDelete(DeleteBehavior.Restrict);
            t.HasIndex(x => x.CodeId);
        });
    }
}
