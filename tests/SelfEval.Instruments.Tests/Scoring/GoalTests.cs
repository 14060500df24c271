using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Scoring;
using Xunit;

namespace SelfEval.Instruments.Tests.Scoring;

/// <summary>Own goals, 0-10, with the worked vectors of the reference.</summary>
public sealed class GoalTests
{
    private static readonly Instrument Goals = Make.Read("""
        {"id":"aims","version":"1.0","title":{"en":"G"},"standing":"bespoke","licence":{"name":"Test"},"languages":["en"],
         "responseSets":[{"id":"unsure","options":[{"code":"ns","label":{"en":"Not sure"},"missing":"notSure"}]}],
         "items":[{"code":"t1","kind":"shortText","text":{"en":"Goal"}},{"code":"r1","kind":"zeroToTen","text":{"en":"How far?"},"responses":"unsure"},
                  {"code":"t2","kind":"longText","text":{"en":"Goal"}},{"code":"r2","kind":"zeroToTen","text":{"en":"How far?"},"responses":"unsure"},
                  {"code":"t3","kind":"shortText","text":{"en":"Goal"},"showIf":{"item":"t2","answered":true}},{"code":"r3","kind":"zeroToTen","text":{"en":"How far?"},"responses":"unsure"}],
         "scales":[{"id":"goals","title":{"en":"G"},"method":"goals","goals":[{"text":"t1","rating":"r1"},{"text":"t2","rating":"r2"},{"text":"t3","rating":"r3"}],
           "rules":[{"id":"any","kind":"atLeastAnswered","count":1,"title":{"en":"Any"}}],"minimum":0,"maximum":10,"higherIsBetter":true}]}
        """);

    [Theory]
    [InlineData("""{"t1":"walk","r1":2,"t2":"sleep","r2":3,"t3":"cook","r3":1}""", 2.0, 3, 3)]
    [InlineData("""{"t1":"walk","r1":2,"t2":"sleep","r2":3}""", 2.5, 2, 2)]
    [InlineData("""{"t1":"walk","r1":0,"r2":10}""", 0.0, 1, 1)] // a rating without a goal is passed over
    [InlineData("""{"t1":"walk","r1":4,"t2":"  ","r2":10}""", 4.0, 1, 1)]
    [InlineData("""{"t1":"walk","r1":4,"t2":"sleep","r2":"ns"}""", 4.0, 2, 1)]
    [InlineData("""{"t1":"walk","t2":"sleep","r2":9}""", 9.0, 2, 1)]
    [InlineData("""{"t1":"walk","r1":4,"t3":"hidden","r3":9}""", 4.0, 1, 1)]
    public void The_score_is_the_mean_of_the_goals_that_have_a_text(string answers, double expected, int named, int rated)
    {
        var score = Assert.Single(Scorer.Score(Goals, AnswerSheet.Read(answers)));
        Assert.Equal((expected, named, rated), (score.Value, score.ItemCount, score.Answered));
        Assert.Equal(rated, score.Parts!.Count);
        Assert.Equal(score.Parts.Values.Sum(), score.RawSum);
        Assert.Equal(score.Parts.Keys, score.Used);
        Assert.DoesNotContain("walk", System.Text.Json.JsonSerializer.Serialize(score), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"t1":"walk"}""")]
    [InlineData("""{"r1":5}""")]
    public void Without_a_rated_goal_there_is_no_score(string answers)
    {
        var score = Assert.Single(Scorer.Score(Goals, AnswerSheet.Read(answers)));
        Assert.Equal(UnscoredReason.NothingAnswered, score.Unscored);
        Assert.Null(score.RawSum);
    }

    [Fact]
    public void All_must_be_rated_where_the_rule_says_so()
    {
        var strict = Goals with { Scales = [Goals.Scales[0] with { Rules = [Goals.Scales[0].Rule with { Kind = MissingRuleKind.AllAnswered, Count = null }] }] };
        Assert.Equal(UnscoredReason.TooManyMissing, Scorer.Score(strict, AnswerSheet.Read("""{"t1":"walk","r1":4,"t2":"sleep"}"""))[0].Unscored);
        Assert.Equal(4, Scorer.Score(strict, AnswerSheet.Read("""{"t1":"walk","r1":4,"r2":1}"""))[0].Value);
    }

    [Fact]
    public void Goals_not_shown_are_not_asked() =>
        Assert.Equal(UnscoredReason.NotAsked, Scorer.Score(Goals, AnswerSheet.Read("""{"t1":"walk","r1":4}"""), new HashSet<string> { "r1" })[0].Unscored);

    [Fact]
    public void Change_is_later_minus_first_for_each_goal()
    {
        var progress = Between("""{"t1":"walk","r1":2,"t2":"sleep","r2":3,"t3":"cook","r3":1}""", """{"t1":"Walk ","r1":7,"t2":"sleep","r2":6,"t3":"cook","r3":1}""");
        Assert.Equal([5, 3, 0], progress.Goals.Select(goal => goal.Change));
        Assert.Equal((3, 3), (progress.Named, progress.Compared));
        Assert.Equal(8 / 3.0, progress.MeanChange.Value, 1e-12);
    }

    [Fact]
    public void A_goal_rated_once_is_left_out_and_counted()
    {
        var progress = Between("""{"t1":"walk","r1":2,"t2":"sleep","r2":3}""", """{"t1":"walk","r1":7,"t2":"sleep"}""");
        Assert.Equal((2, 1, 5.0), (progress.Named, progress.Compared, progress.MeanChange.Value));
        Assert.Equal([GoalFate.Rated, GoalFate.NotRatedTwice], progress.Goals.Select(goal => goal.Fate));
        Assert.Null(progress.Goals[1].Change);
    }

    [Fact]
    public void First_ratings_alone_give_no_change()
    {
        var progress = Between("""{"t1":"walk","r1":2}""", "{}");
        Assert.False(progress.MeanChange.IsDefined);
        Assert.Equal("this needs at least 1 goals rated both times and there are 0", progress.MeanChange.Why.Words);
        Assert.Equal(new GoalChange("r1", 2, null, GoalFate.Ended), Assert.Single(progress.Goals));
    }

    [Fact]
    public void No_change_is_a_change_of_nought() => Assert.Equal(0, Between("""{"t1":"walk","r1":5}""", """{"t1":"walk","r1":5}""").MeanChange.Value);

    [Fact]
    public void A_replaced_goal_starts_a_series_of_its_own()
    {
        var progress = Between("""{"t1":"walk","r1":2,"t2":"sleep","r2":3}""", """{"t1":"swim","r1":9,"t2":"sleep","r2":4}""");
        Assert.Equal([new GoalChange("r1", 2, null, GoalFate.Ended), new GoalChange("r2", 3, 4, GoalFate.Rated), new GoalChange("r1", null, 9, GoalFate.New)], progress.Goals);
        Assert.Equal(1, progress.MeanChange.Value);
    }

    [Fact]
    public void A_goal_is_found_in_another_place_by_its_text()
    {
        var progress = Between("""{"t1":"Walk  to the\tshop","r1":2}""", """{"t2":" walk to the shop","r2":6}""");
        Assert.Equal(new GoalChange("r2", 2, 6, GoalFate.Rated), Assert.Single(progress.Goals));
    }

    [Fact]
    public void Two_goals_with_one_text_stay_two()
    {
        var progress = Between("""{"t1":"walk","r1":2,"t2":"walk","r2":3}""", """{"t1":"walk","r1":4}""");
        Assert.Equal([GoalFate.Rated, GoalFate.Ended], progress.Goals.Select(goal => goal.Fate));
    }

    [Fact]
    public void A_rating_that_is_none_is_refused()
    {
        Assert.Equal("r1", Assert.Throws<AnswersRefusedException>(() => Between("""{"t1":"walk","r1":11}""", "{}")).Problems[0].Item);
        Assert.Throws<AnswersRefusedException>(() => Scorer.Score(Goals, AnswerSheet.Read("""{"t1":"walk","r1":11}""")));
    }

    [Fact]
    public void Another_method_has_no_goals() => Assert.Contains("Sum", Assert.Throws<ArgumentException>(() =>
        GoalProgress.Between(Make.Shipped("care-style"), Make.Shipped("care-style").Scales[0], AnswerSheet.Empty, AnswerSheet.Empty)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_goal_is_taken_whole_or_not_at_all()
    {
        Assert.Contains("one goal", Assert.Throws<ArgumentException>(() => Goals.Take(null, ["t1"])).Message, StringComparison.Ordinal);
        var one = Goals.Take(null, ["t2", "r2"]);
        Assert.Equal(7, Scorer.Score(one, AnswerSheet.Read("""{"t2":"sleep","r2":7}"""))[0].Value);
        Assert.Equal(("r2", 1), (Assert.Single(one.Scales[0].Goals).Rating, one.Scales[0].Rule.Count));
    }

    private static GoalProgress Between(string first, string later) => GoalProgress.Between(Goals, Goals.Scales[0], AnswerSheet.Read(first), AnswerSheet.Read(later));
}
