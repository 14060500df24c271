using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SelfEval.Web.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class LettersSentTo : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Invitations_NextSendAt",
                table: "Invitations");

            migrationBuilder.AddColumn<string>(
                name: "Enquiries",
                table: "Teams",
                type: "TEXT",
                maxLength: 300,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SentTo",
                table: "Letters",
                type: "TEXT",
                maxLength: 320,
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_Invitations_NextSendAt_Id",
                table: "Invitations",
                columns: new[] { "NextSendAt", "Id" },
                filter: "\"NextSendAt\" IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Invitations_NextSendAt_Id",
                table: "Invitations");

            migrationBuilder.DropColumn(
                name: "Enquiries",
                table: "Teams");

            migrationBuilder.DropColumn(
                name: "SentTo",
                table: "Letters");

            migrationBuilder.CreateIndex(
                name: "IX_Invitations_NextSendAt",
                table: "Invitations",
                column: "NextSendAt",
                filter: "\"NextSendAt\" IS NOT NULL");
        }
    }
}
