using System.Runtime.Versioning;

// Signals, file modes and a library before libc: these drills are for the systems that servers run.
[assembly: SupportedOSPlatform("linux")]
