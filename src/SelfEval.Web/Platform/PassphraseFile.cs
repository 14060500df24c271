namespace SelfEval.Web.Platform;

/// <summary>The file whose first line opens backups: whether it can be read and is long enough. Whether others can read it, <see cref="Data.SecretFile"/> says.</summary>
public static class PassphraseFile
{
    public const int Shortest = 12;

    /// <summary>What is wrong with it; null where nothing is.</summary>
    public static string? Fault(string path)
    {
        try
        {
            using var text = new StreamReader(path);
            var line = text.ReadLine()?.Trim() ?? "";
            return line.Length >= Shortest ? null : $"its first line {(line.Length == 0 ? "is empty" : $"has fewer than {Shortest} characters")}; write a long passphrase there, four words or more at random.";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"the service's account cannot read it: {e.Message}";
        }
    }
}
