using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SelfEval.Web.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Editions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // Nothing was kept of what the editions so far had counted, so none could follow them: they are made anew.
            migrationBuilder.Sql("DELETE FROM \"Editions\"");

            migrationBuilder.AddColumn<string>(
                name: "Breakdowns",
                table: "Rounds",
                type: "TEXT",
                maxLength: 1000,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<Guid>(
                name: "Batch",
                table: "Editions",
                type: "TEXT",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            migrationBuilder.AddColumn<bool>(
                name: "HeldBack",
                table: "Editions",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "Countings",
                columns: table => new
                {
                    ResponseId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Batch = table.Column<Guid>(type: "TEXT", nullable: false),
                    IsOut = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Countings", x => new { x.ResponseId, x.Batch });
                    table.ForeignKey(
                        name: "FK_Countings_Responses_ResponseId",
                        column: x => x.ResponseId,
                        principalTable: "Responses",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "EditionCounts",
                columns: table => new
                {
                    EditionId = table.Column<int>(type: "INTEGER", nullable: false),
                    Kept = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_EditionCounts", x => x.EditionId);
                    table.ForeignKey(
                        name: "FK_EditionCounts_Editions_EditionId",
                        column: x => x.EditionId,
                        principalTable: "Editions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Editions_Batch",
                table: "Editions",
                column: "Batch",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Countings_Batch",
                table: "Countings",
                column: "Batch");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Countings");

            migrationBuilder.DropTable(
                name: "EditionCounts");

            migrationBuilder.DropIndex(
                name: "IX_Editions_Batch",
                table: "Editions");

            migrationBuilder.DropColumn(
                name: "Breakdowns",
                table: "Rounds");

            migrationBuilder.DropColumn(
                name: "Batch",
                table: "Editions");

            migrationBuilder.DropColumn(
                name: "HeldBack",
                table: "Editions");
        }
    }
}
