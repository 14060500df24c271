namespace SelfEval.Web.Data;

/// <summary>
/// The hand-written part of the audit's tables, run by the migration that made them: the database itself refuses to change an entry, and to remove
/// one unless a checkpoint in the chain reaches as far. What is older than the chain is brought in first.
/// </summary>
public static class AuditTriggers
{
    private const string Refusal = "The audit is append-only.";

    /// <summary>Before the triggers: participants' acts of before become sums of a day, like those of now, because their order told something.</summary>
    private const string TakeOver = """
        INSERT INTO "ParticipantActs" ("Day", "Action", "Subject", "Slot", "TeamId", "Count")
        SELECT {0}, "Action", "Subject", 0, MAX("TeamId"), COUNT(*) FROM "AuditEntries" WHERE "Source" = 'participant' GROUP BY {0}, "Action", "Subject";
        DELETE FROM "AuditEntries" WHERE "Source" = 'participant';
        INSERT INTO "AuditHeads" ("Id", "LastId", "Hash") SELECT 1, COALESCE(MAX("Id"), 0), {1} FROM "AuditEntries";
        """;

    public static string TakeOverSqlite { get; } = TakeOver.Replace("{0}", "substr(\"At\", 1, 10)", StringComparison.Ordinal).Replace("{1}", "zeroblob(32)", StringComparison.Ordinal);

    public static string TakeOverPostgres { get; } = TakeOver.Replace("{0}", "(\"At\" AT TIME ZONE 'UTC')::date", StringComparison.Ordinal)
        .Replace("{1}", "decode(repeat('00', 32), 'hex')", StringComparison.Ordinal);

    public static string Sqlite { get; } = $"""
        CREATE TRIGGER "AuditEntries_NeverChanged" BEFORE UPDATE ON "AuditEntries"
        BEGIN SELECT RAISE(ABORT, '{Refusal}'); END;
        CREATE TRIGGER "AuditEntries_OnlyBehindCheckpoint" BEFORE DELETE ON "AuditEntries"
        WHEN NOT EXISTS (SELECT 1 FROM "AuditEntries" AS c WHERE c."Through" IS NOT NULL AND c."Through" >= OLD."Id" AND c."Id" > OLD."Id")
        BEGIN SELECT RAISE(ABORT, '{Refusal}'); END;
        """;

    public static string Postgres { get; } = $"""
        CREATE FUNCTION selfeval_audit_keep() RETURNS trigger LANGUAGE plpgsql AS $body$
        BEGIN
            IF TG_OP = 'DELETE' AND EXISTS (SELECT 1 FROM "AuditEntries" AS c WHERE c."Through" IS NOT NULL AND c."Through" >= OLD."Id" AND c."Id" > OLD."Id") THEN
                RETURN OLD;
            END IF;
            RAISE EXCEPTION '{Refusal}';
        END $body$;
        CREATE TRIGGER "AuditEntries_Keep" BEFORE UPDATE OR DELETE ON "AuditEntries" FOR EACH ROW EXECUTE FUNCTION selfeval_audit_keep();
        CREATE TRIGGER "AuditEntries_KeepAll" BEFORE TRUNCATE ON "AuditEntries" FOR EACH STATEMENT EXECUTE FUNCTION selfeval_audit_keep();
        """;

    public const string DropSqlite = """
        DROP TRIGGER "AuditEntries_NeverChanged";
        DROP TRIGGER "AuditEntries_OnlyBehindCheckpoint";
        """;

    public const string DropPostgres = """
        DROP TRIGGER "AuditEntries_Keep" ON "AuditEntries";
        DROP TRIGGER "AuditEntries_KeepAll" ON "AuditEntries";
        DROP FUNCTION selfeval_audit_keep();
        """;
}
