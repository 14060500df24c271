using Npgsql;

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

    /// <summary>What is wrong with the settings, each with the setting's name and what to write.</summary>
    public IEnumerable<string> Faults()
    {
        if (!IsSqlite && !IsPostgres) yield return $"{Section}:Provider is \"{Provider}\"; write sqlite (one node) or postgres (several).";
        if (!IsPostgres) yield break;
        if (string.IsNullOrWhiteSpace(Connection)) yield return $"{Section}:Connection is missing; write a connection string, such as Host=db.example;Database=selfeval;Username=selfeval;Password=...";
        else if (Fault(Connection) is { } fault) yield return $"{Section}:Connection is no connection string ({fault}); write one such as Host=db.example;Database=selfeval;Username=selfeval;Password=...";
    }

    /// <summary>Whether the server is there, in a few seconds; null where it is, or there is none.</summary>
    public async Task<string?> FindUnreachableAsync()
    {
        if (!IsPostgres || Faults().Any()) return null;
        var patient = new NpgsqlConnectionStringBuilder(Connection) { Timeout = 10, Pooling = false };
        try
        {
            await using var connection = new NpgsqlConnection(patient.ToString());
            await connection.OpenAsync();
            return null;
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or System.Net.Sockets.SocketException)
        {
            return $"{Section}:Connection: PostgreSQL cannot be reached at {patient.Host}, port {patient.Port}: {e.Message} Look whether the server runs, and whether host, port, database, user and password are right.";
        }
    }

    private static string? Fault(string connection)
    {
        try
        {
            return string.IsNullOrWhiteSpace(new NpgsqlConnectionStringBuilder(connection).Host) ? "it names no host" : null;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or KeyNotFoundException)
        {
            return e.Message;
        }
    }
}
