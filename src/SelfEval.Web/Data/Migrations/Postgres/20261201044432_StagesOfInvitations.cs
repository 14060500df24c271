using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SelfEval.Web.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class StagesOfInvitations : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Invitations_Progress",
                table: "Invitations");

            migrationBuilder.AddColumn<bool>(
                name: "LookAgain",
                table: "Rounds",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "Stage",
                table: "Invitations",
                type: "integer",
                nullable: false,
                computedColumnSql: "CASE WHEN \"NextSend\" = 0 AND \"NextSendAt\" IS NOT NULL AND \"SentAt\" IS NULL THEN 1 ELSE 0 END + CASE WHEN \"SentAt\" IS NOT NULL THEN 2 ELSE 0 END + CASE WHEN \"DeliveredAt\" IS NOT NULL THEN 4 ELSE 0 END + CASE WHEN \"BouncedAt\" IS NOT NULL THEN 8 ELSE 0 END + CASE WHEN \"DeclinedOn\" IS NOT NULL THEN 16 ELSE 0 END + CASE WHEN \"StartedOn\" IS NOT NULL THEN 32 ELSE 0 END + CASE WHEN \"AnsweredOn\" IS NOT NULL THEN 64 ELSE 0 END + CASE WHEN \"CompletedOn\" IS NOT NULL THEN 128 ELSE 0 END",
                stored: true);

            migrationBuilder.CreateIndex(
                name: "IX_Invitations_RoundId_SiteId_Route_Stage",
                table: "Invitations",
                columns: new[] { "RoundId", "SiteId", "Route", "Stage" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Invitations_RoundId_SiteId_Route_Stage",
                table: "Invitations");

            migrationBuilder.DropColumn(
                name: "Stage",
                table: "Invitations");

            migrationBuilder.DropColumn(
                name: "LookAgain",
                table: "Rounds");

            migrationBuilder.CreateIndex(
                name: "IX_Invitations_Progress",
                table: "Invitations",
                columns: new[] { "RoundId", "SiteId", "Route", "SentAt", "DeliveredAt", "BouncedAt", "StartedOn", "AnsweredOn", "CompletedOn", "DeclinedOn", "NextSend", "NextSendAt" });
        }
    }
}
