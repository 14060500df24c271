using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SelfEval.Web.Data.Migrations.Sqlite
{
    /// <summary>
    /// These tables were meant to have no row numbers from the beginning and had them, because the generator that leaves them out was never asked. Naming a column, whatever it is changed to, has SQLite's
    /// generator make the table anew from the model, now without numbers: by their keys, which are chance.
    /// </summary>
    public partial class AnswersWithoutNumbers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterColumn<string>(
                name: "Language", table: "Responses", type: "TEXT", maxLength: 16, nullable: false, oldClrType: typeof(string), oldType: "TEXT", oldMaxLength: 16);

            migrationBuilder.AlterColumn<string>(
                name: "InstrumentVersion", table: "Scores", type: "TEXT", maxLength: 32, nullable: false, oldClrType: typeof(string), oldType: "TEXT", oldMaxLength: 32);

            migrationBuilder.AlterColumn<bool>(
                name: "IsOut", table: "Countings", type: "INTEGER", nullable: false, oldClrType: typeof(bool), oldType: "INTEGER");

            migrationBuilder.AlterColumn<int>(
                name: "Count", table: "ParticipantActs", type: "INTEGER", nullable: false, oldClrType: typeof(int), oldType: "INTEGER");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            // The tables are the same but for numbers that nobody uses.
        }
    }
}
