namespace SelfEval.Statistics.ProcessCharts;

/// <summary>
/// A published way of telling a change of the process from chance. Charts name the one they used: the same points can give a signal under
/// one set and none under another, and mixing sets raises the number of false alarms.
/// </summary>
/// <param name="Id">A stable word for programs.</param>
/// <param name="Name">What a chart prints.</param>
/// <param name="Definition">The rules in words.</param>
/// <param name="Source">Where they are published, with the year.</param>
public sealed record RuleSet(string Id, string Name, string Definition, string Source)
{
    /// <summary>
    /// The run-chart rules taught by the Institute for Healthcare Improvement, about the median. Shift: 6 or more points in a row on one side;
    /// points on the median neither count nor interrupt. Trend: 5 or more points in a row all rising or all falling, the first one counted;
    /// of equal neighbours one counts. Runs: fewer or more than chance leaves likely, from 10 points off the median.
    /// The fourth rule, an astronomical point, is a judgement of people who know the process and is not computed here.
    /// Perla, Provost and Murray 2011, BMJ Quality and Safety 20:46–51, doi:10.1136/bmjqs.2009.037895.
    /// </summary>
    public static RuleSet Ihi { get; } = new("ihi", "IHI run chart rules (Perla 2011)",
        "Shift: 6 or more points in a row on one side of the median, points on it left out. Trend: 5 or more points in a row all rising or all falling, "
        + "equal neighbours counted once. Runs: unusually few or many (outer 2.5% on each side by chance). "
        + "An astronomical point, plainly unlike all others, is for people to judge and is not computed.",
        "Perla, Provost and Murray 2011, BMJ Quality and Safety 20:46-51, doi:10.1136/bmjqs.2009.037895; limits for runs: Swed and Eisenhart 1943, doi:10.1214/aoms/1177731494");

    /// <summary>
    /// Anhøj's two rules about the median, whose limits grow with the number n of points off the median, so that false alarms stay at about
    /// 5 %: a longest run of more than log2(n) + 3 points, rounded; or fewer crossings of the median than the lower 5 % point of a binomial
    /// distribution with n − 1 trials of probability one half.
    /// Anhøj and Olesen 2014, PLoS ONE 9(11):e113825, doi:10.1371/journal.pone.0113825.
    /// </summary>
    public static RuleSet Anhoej { get; } = new("anhoej", "Anhøj rules (2014)",
        "Unusually long run: more points in a row on one side of the median than log2(n) + 3, rounded. Unusually few crossings of the median: fewer than "
        + "the lower 5% point of chance. n counts the points that are not on the median.",
        "Anhøj and Olesen 2014, PLoS ONE 9(11):e113825, doi:10.1371/journal.pone.0113825");

    /// <summary>
    /// NHS England's Making Data Count rules for an XmR chart: a point outside the process limits; 7 points in a row all rising or all falling;
    /// 2 of 3 points in a row beyond two thirds of the way to a limit, all three on that side of the mean; 7 points in a row on one side of the
    /// mean. A tie ends a trend and a point on the mean ends a run.
    /// NHS England, Making Data Count, 2019 and later editions; limits from Wheeler, Understanding Variation, 1993 (2nd ed. 2000).
    /// </summary>
    public static RuleSet MakingDataCount { get; } = new("mdc", "Making Data Count rules (NHS England)",
        "A point outside the process limits; 7 points in a row all rising or all falling; 2 of 3 points in a row close to one limit, all three on that side of the mean; "
        + "7 points in a row on one side of the mean.",
        "NHS England, Making Data Count, 2019 and later; limits: Wheeler, Understanding Variation, 2nd ed. 2000");
}
