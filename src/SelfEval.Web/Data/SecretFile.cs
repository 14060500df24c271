namespace SelfEval.Web.Data;

/// <summary>A file that holds a password or a passphrase: for the service's account alone.</summary>
public static class SecretFile
{
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    /// <returns>What is wrong with it, as the end of a sentence that names it.</returns>
    public static string? Fault(string path)
    {
        if (!File.Exists(path)) return "and there is no such file.";
        if (OperatingSystem.IsWindows()) return null;
        var mode = File.GetUnixFileMode(path);
        return (mode & Others) == 0 ? null : $"which others on this machine can read or change (mode {Convert.ToString((int)mode & 0b111_111_111, 8).PadLeft(4, '0')}); write chmod 600 {path}, and take another secret if somebody may have read this one.";
    }
}
