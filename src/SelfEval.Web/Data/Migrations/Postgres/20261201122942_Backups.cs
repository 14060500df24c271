using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SelfEval.Web.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Backups : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "BackupFailure",
                table: "Installations",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "BackupTriedAt",
                table: "Installations",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "LastBackupAt",
                table: "Installations",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "LastBackupName",
                table: "Installations",
                type: "text",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "BackupFailure",
                table: "Installations");

            migrationBuilder.DropColumn(
                name: "BackupTriedAt",
                table: "Installations");

            migrationBuilder.DropColumn(
                name: "LastBackupAt",
                table: "Installations");

            migrationBuilder.DropColumn(
                name: "LastBackupName",
                table: "Installations");
        }
    }
}
