using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SelfEval.Web.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class CountsFromIndexes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "RoundId",
                table: "Letters",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "AnsweredOn",
                table: "Invitations",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.Sql("""
                UPDATE "Letters" SET "RoundId" = (SELECT i."RoundId" FROM "Invitations" i WHERE i."Id" = "Letters"."InvitationId") WHERE "InvitationId" IS NOT NULL;
                UPDATE "Invitations" SET "AnsweredOn" = "CompletedOn" WHERE "CompletedOn" IS NOT NULL;
                """);

            migrationBuilder.CreateIndex(
                name: "IX_Responses_RoundId_CompletedOn_WithdrawnOn_IsTest_IsLate",
                table: "Responses",
                columns: new[] { "RoundId", "CompletedOn", "WithdrawnOn", "IsTest", "IsLate" });

            migrationBuilder.CreateIndex(
                name: "IX_Letters_RoundId_Number_State",
                table: "Letters",
                columns: new[] { "RoundId", "Number", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_Invitations_BouncedAt",
                table: "Invitations",
                column: "BouncedAt",
                filter: "\"BouncedAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Invitations_Progress",
                table: "Invitations",
                columns: new[] { "RoundId", "SiteId", "Route", "SentAt", "DeliveredAt", "BouncedAt", "StartedOn", "AnsweredOn", "CompletedOn", "DeclinedOn", "NextSend", "NextSendAt" });

            migrationBuilder.AddForeignKey(
                name: "FK_Letters_Rounds_RoundId",
                table: "Letters",
                column: "RoundId",
                principalTable: "Rounds",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_Letters_Rounds_RoundId",
                table: "Letters");

            migrationBuilder.DropIndex(
                name: "IX_Responses_RoundId_CompletedOn_WithdrawnOn_IsTest_IsLate",
                table: "Responses");

            migrationBuilder.DropIndex(
                name: "IX_Letters_RoundId_Number_State",
                table: "Letters");

            migrationBuilder.DropIndex(
                name: "IX_Invitations_BouncedAt",
                table: "Invitations");

            migrationBuilder.DropIndex(
                name: "IX_Invitations_Progress",
                table: "Invitations");

            migrationBuilder.DropColumn(
                name: "RoundId",
                table: "Letters");

            migrationBuilder.DropColumn(
                name: "AnsweredOn",
                table: "Invitations");
        }
    }
}
