namespace SelfEval.Web.Platform.SignIn;

/// <summary>What a browser says about itself, in words by which its owner knows it again. Versions and everything else are dropped.</summary>
public static class DeviceWords
{
    public static string Of(string? agent) => string.IsNullOrWhiteSpace(agent) ? "Unknown browser" : $"{Browser(agent)} on {System(agent)}";

    // In this order: Edge and Opera also call themselves Chrome, and Chrome also Safari.
    private static string Browser(string agent) => agent switch
    {
        _ when Says(agent, "Edg") => "Edge",
        _ when Says(agent, "OPR/") => "Opera",
        _ when Says(agent, "SamsungBrowser") => "Samsung Internet",
        _ when Says(agent, "Firefox") || Says(agent, "FxiOS") => "Firefox",
        _ when Says(agent, "Chrome") || Says(agent, "CriOS") => "Chrome",
        _ when Says(agent, "Safari") => "Safari",
        _ => "Another browser",
    };

    private static string System(string agent) => agent switch
    {
        _ when Says(agent, "iPhone") => "iPhone",
        _ when Says(agent, "iPad") => "iPad",
        _ when Says(agent, "Android") => "Android",
        _ when Says(agent, "Windows") => "Windows",
        _ when Says(agent, "Mac OS") => "Mac",
        _ when Says(agent, "CrOS") => "Chromebook",
        _ when Says(agent, "Linux") => "Linux",
        _ => "another system",
    };

    private static bool Says(string agent, string word) => agent.Contains(word, StringComparison.Ordinal);
}
