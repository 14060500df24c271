using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace SelfEval.Web.Platform;

/// <summary>Whatever this process makes (database, letters, backups) is for its own account alone, however it was started; systemd's UMask does the same.</summary>
public static class OwnFiles
{
    private const int NobodyElse = 0b000_111_111;

    public static void ForOwnerOnly()
    {
        if (!OperatingSystem.IsWindows()) _ = Umask(NobodyElse);
    }

    [DllImport("libc", EntryPoint = "umask")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [SuppressMessage("Interoperability", "SYSLIB1054", Justification = "Source generation needs unsafe code to be allowed.")]
    private static extern int Umask(int mask);
}
