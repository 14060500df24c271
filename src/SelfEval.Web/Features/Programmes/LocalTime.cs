using System.Globalization;
using SelfEval.Web.Model;

namespace SelfEval.Web.Features.Programmes;

internal static class LocalTime
{
    private static readonly CultureInfo British = CultureInfo.GetCultureInfo("en-GB");

    public static string Write(DateTime utc, string zone)
    {
        var local = WallClock.ToLocal(utc, zone);
        return local.ToString("d MMMM yyyy, h:mm", British) + local.ToString("tt", CultureInfo.InvariantCulture).ToLowerInvariant();
    }
}
