using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SelfEval.Web.Data.Migrations.Sqlite
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
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "BackupTriedAt",
                table: "Installations",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "LastBackupAt",
                table: "Installations",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "LastBackupName",
                table: "Installations",
                type: "TEXT",
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
