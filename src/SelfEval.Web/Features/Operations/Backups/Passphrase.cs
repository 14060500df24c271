using SelfEval.Web.Data;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Operations.Backups;

/// <summary>What opens a backup. It comes from a file, the environment or a keyboard, never from a command line, which others can read.</summary>
public static class Passphrase
{
    public const string Variable = "SELFEVAL_BACKUP_PASSPHRASE";
    public const int Shortest = PassphraseFile.Shortest;

    /// <summary>The first line of a file.</summary>
    public static string FromFile(string path)
    {
        try
        {
            using var text = new StreamReader(path);
            if (SecretFile.Fault(path) is { } fault) throw new BackupException($"The passphrase stands in {path}, {fault}");
            return Check(text.ReadLine()?.Trim(), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BackupException($"The passphrase cannot be read: {e.Message}", e);
        }
    }

    public static string Check(string? passphrase, string from) => passphrase is { Length: >= Shortest }
        ? passphrase
        : throw new BackupException($"The passphrase in {from} has fewer than {Shortest} characters. Whoever finds a backup can try as many as they like: take four words or more at random.");
}
