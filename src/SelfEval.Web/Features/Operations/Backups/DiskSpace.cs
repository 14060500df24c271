using System.Globalization;

namespace SelfEval.Web.Features.Operations.Backups;

/// <summary>Whether there is room before the work begins: a disk that runs full stops people's answers too.</summary>
internal static class DiskSpace
{
    public static long Free(string folder) => new DriveInfo(Path.GetFullPath(folder)).AvailableFreeSpace;

    public static void Need(string folder, long bytes, string what)
    {
        var free = Free(folder);
        if (free < bytes) throw new BackupException($"{what} needs about {Words(bytes)} in {Path.GetFullPath(folder)}; {Words(free)} are free. Make room, or choose another disk.");
    }

    public static string Words(long bytes) => bytes switch
    {
        < 10_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes"),
        < 10_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1000} kB"),
        < 10_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1_000_000} MB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1_000_000_000} GB"),
    };
}
