using Microsoft.EntityFrameworkCore.Migrations;

namespace SelfEval.Web.Data.Migrations;

/// <summary>What the migration AccountsThatHold does to rows, on both databases.</summary>
internal static class AccountsThatHoldData
{
    /// <summary>Keys from before there were any that only read were made to do all that their accounts may.</summary>
    public static void KeysKeepTheirRights(this MigrationBuilder migration) => migration.Sql("UPDATE \"ApiKeys\" SET \"MayWrite\" = TRUE");
}
