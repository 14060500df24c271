using Microsoft.Data.Sqlite;
using SelfEval.Instruments.Scoring;

namespace SelfEval.Faults.Tests;

/// <summary>What a SQLite database holds, compared with what people were told.</summary>
internal static class StoredAnswers
{
    /// <summary>How many of those told are missing something; an acknowledged page or receipt that is not there is lost.</summary>
    public static int Missing(string path, IEnumerable<Crowd.Told> told)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        var stored = new Dictionary<string, (AnswerSheet Sheet, bool IsCompleted)>();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT \"RespondentKey\", \"Answers\", \"CompletedOn\" IS NOT NULL FROM \"Responses\"";
        using var rows = command.ExecuteReader();
        while (rows.Read()) stored.Add(rows.GetString(0), (AnswerSheet.Read(rows.GetString(1)), rows.GetBoolean(2)));
        return told.GroupBy(t => t.Key).Select(person => person.Last()).Count(t =>
            !stored.TryGetValue(t.Key, out var row) || (t.IsSent && !row.IsCompleted) || t.Answers.Any(a => row.Sheet.Code(a.Key) != a.Value));
    }

    /// <summary>What is stored of one person, as it stands; null where nothing is.</summary>
    public static string? Of(string path, string key)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, Mode = SqliteOpenMode.ReadOnly }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT \"Answers\" || ' version ' || \"Version\" FROM \"Responses\" WHERE \"RespondentKey\" = $key";
        command.Parameters.AddWithValue("$key", key);
        return command.ExecuteScalar() as string;
    }

    public static string Integrity(string path)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA integrity_check";
        return (string)command.ExecuteScalar()!;
    }
}
