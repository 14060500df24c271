using SelfEval.Instruments.Definition;

namespace SelfEval.Instruments.Aggregation;

/// <summary>A way to divide the people who answered, declared before the round opened: an item of the questionnaire, or the sites of the team.</summary>
/// <param name="Key">The item's code, or <see cref="Site"/>.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Groups">The groups, in the order in which they are shown. Whoever is in none of them did not tell.</param>
public sealed record Breakdown(string Key, LocalText Title, IReadOnlyList<BreakdownGroup> Groups)
{
    /// <summary>Key of the breakdown by site.</summary>
    public const string Site = "site";
}

/// <summary>One group of a breakdown.</summary>
/// <param name="Code">An option's code, or the id of a site.</param>
/// <param name="Title">What it is called.</param>
public sealed record BreakdownGroup(string Code, LocalText Title);

/// <summary>What the people in each group of a breakdown add up to.</summary>
/// <param name="Breakdown">The breakdown.</param>
/// <param name="Groups">One for each of its groups, in its order.</param>
/// <param name="NotTold">People in none of the groups.</param>
public sealed record BreakdownFigures(Breakdown Breakdown, IReadOnlyList<GroupFigures> Groups, long NotTold);

/// <summary>One group's figures.</summary>
/// <param name="Group">The group.</param>
/// <param name="Responses">People in it who sent their answers.</param>
/// <param name="Scales">Their scores, scale by scale in the order of <see cref="RoundFigures.Scales"/>.</param>
public sealed record GroupFigures(BreakdownGroup Group, long Responses, IReadOnlyList<ScaleFigures> Scales);
