namespace SelfEval.Web.Platform;

/// <summary>The file whose first line opens backups: whether it is there, long enough, and for its owner alone.</summary>
public static class PassphraseFiles
{
    public const int Shortest = 12;

    /// <summary>What is wrong with it; null where nothing is.</summary>
    public static string? Fault(string path)
    {
        if (!File.Exists(path)) return "there is no such file.";
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

    /// <summary>Secrets mounted into containers often are, so that nothing is refused for it.</summary>
    public static bool ReadableByOthers(string? path) => !OperatingSystem.IsWindows() && File.Exists(path) && (File.GetUnixFileMode(path) & UnixFileMode.OtherRead) != 0;

    public static string Mend(string path) => $"Take the right away: chmod 600 {path}";
}
