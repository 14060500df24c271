using System.Globalization;
using SelfEval.Web.Model;

namespace SelfEval.Web.Platform;

/// <summary>Instants as people read them in their zone: "2 March 2026, 9:00am".</summary>
public static class LocalTime
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    public static string Words(DateTime utc, string zone) => Words(WallClock.ToLocal(utc, zone));

    /// <summary>For the cells of a table: "2 Mar 2026, 9:00am".</summary>
    public static string InTable(DateTime utc, string zone)
    {
        var local = WallClock.ToLocal(utc, zone);
        return $"{local.ToString("d MMM yyyy", English)}, {Time(local)}";
    }

    public static string Words(DateTime local) => $"{Date(local)}, {Time(local)}";

    public static string Date(DateTime local) => local.ToString("d MMMM yyyy", English);

    public static string Time(DateTime local) => local.ToString("h:mm", English) + (local.Hour < 12 ? "am" : "pm");
}
