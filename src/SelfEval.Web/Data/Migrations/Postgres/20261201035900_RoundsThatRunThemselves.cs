using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace SelfEval.Web.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class RoundsThatRunThemselves : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "DaysAfterStart",
                table: "Rounds",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "DaysToAnswer",
                table: "Rounds",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Holidays",
                table: "Rounds",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "KeepsDaysOff",
                table: "Rounds",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "PlanId",
                table: "Rounds",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "PlanNumber",
                table: "Rounds",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "PreparedAt",
                table: "Rounds",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Reminders",
                table: "Rounds",
                type: "character varying(1000)",
                maxLength: 1000,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "MessagesPerMonth",
                table: "Programmes",
                type: "integer",
                nullable: false,
                defaultValue: 6);

            migrationBuilder.AddColumn<int>(
                name: "MinutesPerQuarter",
                table: "Programmes",
                type: "integer",
                nullable: false,
                defaultValue: 30);

            migrationBuilder.AddColumn<DateTime>(
                name: "BouncedAt",
                table: "Letters",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "DeliveredAt",
                table: "Letters",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Number",
                table: "Letters",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "ProviderId",
                table: "Letters",
                type: "character varying(64)",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Route",
                table: "Letters",
                type: "integer",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<DateTime>(
                name: "BouncedAt",
                table: "Invitations",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "ClosesAt",
                table: "Invitations",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "CodeHash",
                table: "Invitations",
                type: "bytea",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "DeliveredAt",
                table: "Invitations",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "NextSend",
                table: "Invitations",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTime>(
                name: "NextSendAt",
                table: "Invitations",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "OpensAt",
                table: "Invitations",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Route",
                table: "Invitations",
                type: "integer",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<string>(
                name: "SealedCode",
                table: "Invitations",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "SiteId",
                table: "Invitations",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SealedAddressKey",
                table: "Installations",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "SendingPausedAt",
                table: "Installations",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SendingPausedWhy",
                table: "Installations",
                type: "text",
                nullable: true);

            migrationBuilder.AlterColumn<string>(
                name: "Email",
                table: "Contacts",
                type: "character varying(254)",
                maxLength: 254,
                nullable: true,
                oldClrType: typeof(string),
                oldType: "character varying(254)",
                oldMaxLength: 254);

            migrationBuilder.AddColumn<DateTime>(
                name: "EmailBouncedAt",
                table: "Contacts",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Phone",
                table: "Contacts",
                type: "character varying(20)",
                maxLength: 20,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "PhoneBouncedAt",
                table: "Contacts",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Postal",
                table: "Contacts",
                type: "character varying(1000)",
                maxLength: 1000,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Alarms",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    RoundId = table.Column<int>(type: "integer", nullable: false),
                    Kind = table.Column<int>(type: "integer", nullable: false),
                    Key = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    About = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Count = table.Column<int>(type: "integer", nullable: false),
                    RaisedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ClearedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Alarms", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Alarms_Rounds_RoundId",
                        column: x => x.RoundId,
                        principalTable: "Rounds",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "DoNotContacts",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    ProgrammeId = table.Column<int>(type: "integer", nullable: false),
                    AddressHash = table.Column<byte[]>(type: "bytea", nullable: false),
                    Hint = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    Reason = table.Column<int>(type: "integer", nullable: false),
                    AddedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    AddedByAccountId = table.Column<int>(type: "integer", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DoNotContacts", x => x.Id);
                    table.ForeignKey(
                        name: "FK_DoNotContacts_Programmes_ProgrammeId",
                        column: x => x.ProgrammeId,
                        principalTable: "Programmes",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Plans",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    TeamId = table.Column<int>(type: "integer", nullable: false),
                    Name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Kind = table.Column<int>(type: "integer", nullable: false),
                    Rule = table.Column<string>(type: "text", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    PeopleChangedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    EndedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Plans", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Plans_Teams_TeamId",
                        column: x => x.TeamId,
                        principalTable: "Teams",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "MessageTexts",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    RoundId = table.Column<int>(type: "integer", nullable: true),
                    PlanId = table.Column<int>(type: "integer", nullable: true),
                    Kind = table.Column<int>(type: "integer", nullable: false),
                    Route = table.Column<int>(type: "integer", nullable: false),
                    Language = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    Subject = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Body = table.Column<string>(type: "character varying(10000)", maxLength: 10000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MessageTexts", x => x.Id);
                    table.ForeignKey(
                        name: "FK_MessageTexts_Plans_PlanId",
                        column: x => x.PlanId,
                        principalTable: "Plans",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_MessageTexts_Rounds_RoundId",
                        column: x => x.RoundId,
                        principalTable: "Rounds",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PeopleImports",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    RoundId = table.Column<int>(type: "integer", nullable: true),
                    PlanId = table.Column<int>(type: "integer", nullable: true),
                    AccountId = table.Column<int>(type: "integer", nullable: false),
                    Sealed = table.Column<string>(type: "text", nullable: true),
                    Total = table.Column<int>(type: "integer", nullable: false),
                    Done = table.Column<int>(type: "integer", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    FinishedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PeopleImports", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PeopleImports_Plans_PlanId",
                        column: x => x.PlanId,
                        principalTable: "Plans",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PeopleImports_Rounds_RoundId",
                        column: x => x.RoundId,
                        principalTable: "Rounds",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PlanChanges",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    PlanId = table.Column<int>(type: "integer", nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    AccountId = table.Column<int>(type: "integer", nullable: false),
                    Reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    Summary = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PlanChanges", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PlanChanges_Plans_PlanId",
                        column: x => x.PlanId,
                        principalTable: "Plans",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PlanPeople",
                columns: table => new
                {
                    PlanId = table.Column<int>(type: "integer", nullable: false),
                    PersonId = table.Column<int>(type: "integer", nullable: false),
                    StartOn = table.Column<DateOnly>(type: "date", nullable: true),
                    AddedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    LeftAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PlanPeople", x => new { x.PlanId, x.PersonId });
                    table.ForeignKey(
                        name: "FK_PlanPeople_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PlanPeople_Plans_PlanId",
                        column: x => x.PlanId,
                        principalTable: "Plans",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Rounds_PlanId_PlanNumber",
                table: "Rounds",
                columns: new[] { "PlanId", "PlanNumber" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Letters_ProviderId",
                table: "Letters",
                column: "ProviderId",
                filter: "\"ProviderId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Invitations_CodeHash",
                table: "Invitations",
                column: "CodeHash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Invitations_NextSendAt",
                table: "Invitations",
                column: "NextSendAt",
                filter: "\"NextSendAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Invitations_SiteId",
                table: "Invitations",
                column: "SiteId");

            migrationBuilder.CreateIndex(
                name: "IX_Contacts_TeamId_Phone",
                table: "Contacts",
                columns: new[] { "TeamId", "Phone" });

            migrationBuilder.CreateIndex(
                name: "IX_Alarms_Key",
                table: "Alarms",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Alarms_RoundId",
                table: "Alarms",
                column: "RoundId");

            migrationBuilder.CreateIndex(
                name: "IX_DoNotContacts_ProgrammeId_AddressHash",
                table: "DoNotContacts",
                columns: new[] { "ProgrammeId", "AddressHash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_MessageTexts_PlanId_Kind_Route_Language",
                table: "MessageTexts",
                columns: new[] { "PlanId", "Kind", "Route", "Language" },
                unique: true,
                filter: "\"PlanId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_MessageTexts_RoundId_Kind_Route_Language",
                table: "MessageTexts",
                columns: new[] { "RoundId", "Kind", "Route", "Language" },
                unique: true,
                filter: "\"RoundId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_PeopleImports_FinishedAt",
                table: "PeopleImports",
                column: "FinishedAt");

            migrationBuilder.CreateIndex(
                name: "IX_PeopleImports_PlanId",
                table: "PeopleImports",
                column: "PlanId");

            migrationBuilder.CreateIndex(
                name: "IX_PeopleImports_RoundId",
                table: "PeopleImports",
                column: "RoundId");

            migrationBuilder.CreateIndex(
                name: "IX_PlanChanges_PlanId",
                table: "PlanChanges",
                column: "PlanId");

            migrationBuilder.CreateIndex(
                name: "IX_PlanPeople_PersonId",
                table: "PlanPeople",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_Plans_TeamId",
                table: "Plans",
                column: "TeamId");

            migrationBuilder.AddForeignKey(
                name: "FK_Invitations_Sites_SiteId",
                table: "Invitations",
                column: "SiteId",
                principalTable: "Sites",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "FK_Rounds_Plans_PlanId",
                table: "Rounds",
                column: "PlanId",
                principalTable: "Plans",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_Invitations_Sites_SiteId",
                table: "Invitations");

            migrationBuilder.DropForeignKey(
                name: "FK_Rounds_Plans_PlanId",
                table: "Rounds");

            migrationBuilder.DropTable(
                name: "Alarms");

            migrationBuilder.DropTable(
                name: "DoNotContacts");

            migrationBuilder.DropTable(
                name: "MessageTexts");

            migrationBuilder.DropTable(
                name: "PeopleImports");

            migrationBuilder.DropTable(
                name: "PlanChanges");

            migrationBuilder.DropTable(
                name: "PlanPeople");

            migrationBuilder.DropTable(
                name: "Plans");

            migrationBuilder.DropIndex(
                name: "IX_Rounds_PlanId_PlanNumber",
                table: "Rounds");

            migrationBuilder.DropIndex(
                name: "IX_Letters_ProviderId",
                table: "Letters");

            migrationBuilder.DropIndex(
                name: "IX_Invitations_CodeHash",
                table: "Invitations");

            migrationBuilder.DropIndex(
                name: "IX_Invitations_NextSendAt",
                table: "Invitations");

            migrationBuilder.DropIndex(
                name: "IX_Invitations_SiteId",
                table: "Invitations");

            migrationBuilder.DropIndex(
                name: "IX_Contacts_TeamId_Phone",
                table: "Contacts");

            migrationBuilder.DropColumn(
                name: "DaysAfterStart",
                table: "Rounds");

            migrationBuilder.DropColumn(
                name: "DaysToAnswer",
                table: "Rounds");

            migrationBuilder.DropColumn(
                name: "Holidays",
                table: "Rounds");

            migrationBuilder.DropColumn(
                name: "KeepsDaysOff",
                table: "Rounds");

            migrationBuilder.DropColumn(
                name: "PlanId",
                table: "Rounds");

            migrationBuilder.DropColumn(
                name: "PlanNumber",
                table: "Rounds");

            migrationBuilder.DropColumn(
                name: "PreparedAt",
                table: "Rounds");

            migrationBuilder.DropColumn(
                name: "Reminders",
                table: "Rounds");

            migrationBuilder.DropColumn(
                name: "MessagesPerMonth",
                table: "Programmes");

            migrationBuilder.DropColumn(
                name: "MinutesPerQuarter",
                table: "Programmes");

            migrationBuilder.DropColumn(
                name: "BouncedAt",
                table: "Letters");

            migrationBuilder.DropColumn(
                name: "DeliveredAt",
                table: "Letters");

            migrationBuilder.DropColumn(
                name: "Number",
                table: "Letters");

            migrationBuilder.DropColumn(
                name: "ProviderId",
                table: "Letters");

            migrationBuilder.DropColumn(
                name: "Route",
                table: "Letters");

            migrationBuilder.DropColumn(
                name: "BouncedAt",
                table: "Invitations");

            migrationBuilder.DropColumn(
                name: "ClosesAt",
                table: "Invitations");

            migrationBuilder.DropColumn(
                name: "CodeHash",
                table: "Invitations");

            migrationBuilder.DropColumn(
                name: "DeliveredAt",
                table: "Invitations");

            migrationBuilder.DropColumn(
                name: "NextSend",
                table: "Invitations");

            migrationBuilder.DropColumn(
                name: "NextSendAt",
                table: "Invitations");

            migrationBuilder.DropColumn(
                name: "OpensAt",
                table: "Invitations");

            migrationBuilder.DropColumn(
                name: "Route",
                table: "Invitations");

            migrationBuilder.DropColumn(
                name: "SealedCode",
                table: "Invitations");

            migrationBuilder.DropColumn(
                name: "SiteId",
                table: "Invitations");

            migrationBuilder.DropColumn(
                name: "SealedAddressKey",
                table: "Installations");

            migrationBuilder.DropColumn(
                name: "SendingPausedAt",
                table: "Installations");

            migrationBuilder.DropColumn(
                name: "SendingPausedWhy",
                table: "Installations");

            migrationBuilder.DropColumn(
                name: "EmailBouncedAt",
                table: "Contacts");

            migrationBuilder.DropColumn(
                name: "Phone",
                table: "Contacts");

            migrationBuilder.DropColumn(
                name: "PhoneBouncedAt",
                table: "Contacts");

            migrationBuilder.DropColumn(
                name: "Postal",
                table: "Contacts");

            migrationBuilder.AlterColumn<string>(
                name: "Email",
                table: "Contacts",
                type: "character varying(254)",
                maxLength: 254,
                nullable: false,
                defaultValue: "",
                oldClrType: typeof(string),
                oldType: "character varying(254)",
                oldMaxLength: 254,
                oldNullable: true);
        }
    }
}
