namespace SelfEval.Web.Data;

/// <summary>Section SelfEval:Database.</summary>
public sealed class DatabaseOptions
{
    public const string Section = "SelfEval:Database";

    /// <summary>sqlite (one node) or postgres (several).</summary>
    public string Provider { get; set; } = "sqlite";

    /// <summary>PostgreSQL: a connection string. SQLite: the file's path; empty means selfeval.db in the data folder.</summary>
    public string? Connection { get; set; }

    public bool IsPostgres => Provider.Equals("postgres", StringComparison.OrdinalIgnoreCase);

    public bool IsSqlite => Provider.Equals("sqlite", StringComparison.OrdinalIgnoreCase);
}
