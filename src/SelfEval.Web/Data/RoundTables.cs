using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using SelfEval.Web.Model;

namespace SelfEval.Web.Data;

internal static class RoundTables
{
    public static void Map(ModelBuilder builder)
    {
        builder.Entity<Round>(t =>
        {
            t.Property(x => x.Name).HasMaxLength(200);
            t.Property(x => x.Zone).HasMaxLength(64);
            t.Property(x => x.Breakdowns).HasMaxLength(1000);
            t.Property(x => x.Version).IsConcurrencyToken();
            t.Property(x => x.OpensLocal).HasConversion<WallTime>().HasMaxLength(19);
            t.Property(x => x.ClosesLocal).HasConversion<WallTime>().HasMaxLength(19);
            t.HasOne(x => x.Team).WithMany().HasForeignKey(x => x.TeamId).OnDelete(DeleteBehavior.Restrict);
            t.HasOne(x => x.QuestionnaireVersion).WithMany().HasForeignKey(x => x.QuestionnaireVersionId).OnDelete(DeleteBehavior.Restrict);
            t.HasIndex(x => x.OpenLinkHash).IsUnique();
            t.HasIndex(x => x.ClosesAt);
            t.Property(x => x.Reminders).HasMaxLength(1000).HasDefaultValue("");
            t.Property(x => x.Holidays).HasMaxLength(40);
            t.HasOne(x => x.Plan).WithMany().HasForeignKey(x => x.PlanId).OnDelete(DeleteBehavior.Restrict);
            t.HasIndex(x => new { x.PlanId, x.PlanNumber }).IsUnique();
        });

        builder.Entity<Person>(t =>
        {
            t.Property(x => x.Pseudonym).HasMaxLength(32);
            t.Property(x => x.Language).HasMaxLength(16);
            t.HasIndex(x => x.Pseudonym).IsUnique();
            t.HasOne<Team>().WithMany().HasForeignKey(x => x.TeamId).OnDelete(DeleteBehavior.Restrict);
            t.HasOne<Site>().WithMany().HasForeignKey(x => x.SiteId).OnDelete(DeleteBehavior.Restrict);
            t.HasOne(x => x.Contact).WithOne().HasForeignKey<Contact>(c => c.PersonId);
        });

        builder.Entity<Contact>(t =>
        {
            t.HasKey(x => x.PersonId);
            t.Property(x => x.Name).HasMaxLength(200);
            t.Property(x => x.Email).HasMaxLength(254);
            t.Property(x => x.Phone).HasMaxLength(20);
            t.Property(x => x.Postal).HasMaxLength(1000);
            t.HasIndex(x => new { x.TeamId, x.Phone });
            t.HasIndex(x => new { x.TeamId, x.Email }).IsUnique();
        });

        builder.Entity<Invitation>(t =>
        {
            t.HasIndex(x => x.TokenHash).IsUnique();
            t.HasIndex(x => new { x.RoundId, x.PersonId }).IsUnique();
            t.HasIndex(x => x.CodeHash).IsUnique();
            t.Property(x => x.Route).HasDefaultValue(SendRoute.Email).HasSentinel(default(SendRoute));
            t.Property(x => x.Stage).HasComputedColumnSql(Stages, stored: true);
            // In the order in which the progress page counts: 100,000 people are counted in one walk along the index.
            t.HasIndex(x => new { x.RoundId, x.SiteId, x.Route, x.Stage });
            t.HasIndex(x => x.BouncedAt).HasFilter("\"BouncedAt\" IS NOT NULL");
            // Only what is still due: a million past invitations cost the tick nothing. In the order in which it is taken: of ten thousand due at once a hundred are read.
            t.HasIndex(x => new { x.NextSendAt, x.Id }).HasFilter("\"NextSendAt\" IS NOT NULL");
            t.HasOne<Site>().WithMany().HasForeignKey(x => x.SiteId).OnDelete(DeleteBehavior.Restrict);
            t.HasOne(x => x.Round).WithMany().HasForeignKey(x => x.RoundId).OnDelete(DeleteBehavior.Restrict);
            t.HasOne(x => x.Person).WithMany().HasForeignKey(x => x.PersonId).OnDelete(DeleteBehavior.Restrict);
        });
    }

    private static readonly string Stages = string.Join(" + ", new (string Condition, InvitationStage Stage)[]
    {
        ("\"NextSend\" = 0 AND \"NextSendAt\" IS NOT NULL AND \"SentAt\" IS NULL", InvitationStage.Waits),
        ("\"SentAt\" IS NOT NULL", InvitationStage.Sent),
        ("\"DeliveredAt\" IS NOT NULL", InvitationStage.Delivered),
        ("\"BouncedAt\" IS NOT NULL", InvitationStage.Bounced),
        ("\"DeclinedOn\" IS NOT NULL", InvitationStage.Declined),
        ("\"StartedOn\" IS NOT NULL", InvitationStage.Opened),
        ("\"AnsweredOn\" IS NOT NULL", InvitationStage.Answered),
        ("\"CompletedOn\" IS NOT NULL", InvitationStage.Completed),
    }.Select(s => $"CASE WHEN {s.Condition} THEN {(int)s.Stage} ELSE 0 END"));

    /// <summary>A wall time has no zone of its own, so it is kept as text in both dialects.</summary>
    private sealed class WallTime() : ValueConverter<DateTime, string>(
        value => value.ToString(Format, CultureInfo.InvariantCulture),
        value => DateTime.ParseExact(value, Format, CultureInfo.InvariantCulture))
    {
        private const string Format = "yyyy-MM-dd'T'HH:mm:ss";
    }
}
