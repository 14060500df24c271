using SelfEval.Web.Features.Rounds.Progress;
using SelfEval.Web.Model;
using Xunit;

namespace SelfEval.Web.Tests.Features.Rounds;

public sealed class ProgressPartsTests
{
    private static Round ARound(IdentityMode mode) => new()
    {
        TeamId = 1, QuestionnaireVersionId = 1, Name = "R", Audience = Audience.Patients, IdentityMode = mode, K = 5, Zone = "Europe/London",
        OpensLocal = default, ClosesLocal = default, OpensAt = default, ClosesAt = default, CreatedAt = default,
    };

    private static IReadOnlyList<RoundProgress.Part> Parts(IdentityMode mode, params int[] invited) =>
        RoundProgress.Parts(ARound(mode), [.. invited.Select((n, i) => new RoundProgress.Group(i + 1, SendRoute.Email, n, n, 0, n / 2, n / 3))], g => $"Site {g.SiteId}");

    [Theory]
    [InlineData(new[] { 20, 30 }, new int[0])]
    // One small site would follow from the round's own counts: the next smallest goes with it.
    [InlineData(new[] { 3, 20, 30 }, new[] { 1, 2 })]
    [InlineData(new[] { 20, 3, 30 }, new[] { 1, 2 })]
    // Two small ones that are fewer than k together would still be told as a pair.
    [InlineData(new[] { 2, 2, 9, 30 }, new[] { 1, 2, 3 })]
    [InlineData(new[] { 3, 3, 20 }, new[] { 1, 2 })]
    [InlineData(new[] { 1, 20 }, new[] { 1, 2 })]
    public void A_small_part_does_not_tell_who_has_answered(int[] invited, int[] hidden)
    {
        var parts = Parts(IdentityMode.Confidential, invited);
        Assert.Equal(hidden, parts.Select((p, i) => (p, i)).Where(x => x.p.Completed is null).Select(x => x.i + 1));
        Assert.All(parts, p => Assert.Equal(p.Completed is null, p.Opened is null));
        Assert.Equal(invited, parts.Select(p => p.Invited));
    }

    [Fact]
    public void An_identified_round_shows_all_because_the_team_sees_who_anyway() =>
        Assert.All(Parts(IdentityMode.Identified, 1, 2, 30), p => Assert.NotNull(p.Completed));
}
