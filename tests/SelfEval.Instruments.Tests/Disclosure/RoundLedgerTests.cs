using SelfEval.Instruments.Disclosure;
using Xunit;

namespace SelfEval.Instruments.Tests.Disclosure;

public sealed class RoundLedgerTests
{
    private const int First = 0, Close = 1, Nurses = 2, Doctors = 3, Pair = 4;

    [Fact]
    public void Two_more_at_the_close_make_no_edition_and_the_first_stays()
    {
        var ledger = Ledger(5, people: 12, late: 2);
        ledger.NoteEdition(First, [true, false]);
        var decision = ledger.PublishEdition(Close);
        Assert.False(decision.IsPublished);
        Assert.Equal((Withheld.WouldIdentify, First), (decision.Withheld, decision.Counted));
        Assert.Equal([null, Withheld.WouldIdentify], decision.Scales);
        Assert.Equal(First, ledger.Counted);
        // Groups are of those who are counted; the two who came later are in none.
        Assert.All(ledger.PublishGroups([Nurses, Doctors]), group => Assert.Equal([null, null], group));
    }

    [Fact]
    public void K_more_at_the_close_make_an_edition()
    {
        var ledger = Ledger(5, people: 15, late: 5);
        ledger.NoteEdition(First, [true, true]);
        var decision = ledger.PublishEdition(Close);
        Assert.Equal((true, Close), (decision.IsPublished, decision.Counted));
        Assert.Equal([null, null], decision.Scales);
        Assert.Equal(Withheld.FewerThanK, Ledger(5, people: 4, late: 0).PublishEdition(Close).Withheld);
        Assert.Null(Ledger(5, people: 4, late: 0).PublishEdition(Close).Counted);
    }

    [Fact]
    public void A_scale_that_few_of_the_new_ones_have_is_held_back_alone()
    {
        var ledger = new RoundLedger(5, ["a", "b"]);
        for (var person = 0; person < 16; person++) ledger.Add(person < 8 ? [First, Close] : [Close], [person % 5, person is < 8 or > 13 ? person % 5 : null]);
        ledger.NoteEdition(First, [true, true]);
        Assert.Equal([null, Withheld.WouldIdentify], ledger.PublishEdition(Close).Scales);
    }

    [Fact]
    public void An_answer_corrected_or_taken_back_is_still_in_the_edition_it_was_in()
    {
        foreach (var corrected in new[] { 2, 5 })
        {
            var ledger = new RoundLedger(5, ["a"]);
            for (var person = 0; person < 12; person++)
            {
                if (person < corrected) ledger.Add(new AnswerVersion([First], [(double?)(4 - person % 5)]), new AnswerVersion([Close], [(double?)(person % 5)]));
                else ledger.Add([First, Close], [person % 5]);
            }

            ledger.NoteEdition(First, [true]);
            Assert.Equal(corrected == 5, ledger.PublishEdition(Close).IsPublished);
        }

        foreach (var gone in new[] { 2, 5 })
        {
            var ledger = new RoundLedger(5, ["a"]);
            for (var person = 0; person < 12; person++)
            {
                if (person < gone) ledger.Add(new AnswerVersion([First], [true]));
                else ledger.Add(person < 10 ? [First, Close] : [Close], [person % 5]);
            }

            ledger.NoteEdition(First, [true]);
            var decision = ledger.PublishEdition(Close);
            // Two gone and two new are four people, five gone and two new are seven.
            Assert.Equal(gone == 5, decision.IsPublished);
        }
    }

    [Fact]
    public void The_same_people_are_shown_in_both_rounds_or_in_neither()
    {
        var (before, after) = (Paired(both: 8, only: 6), Paired(both: 8, only: 6));
        Assert.Equal(Withheld.FewerThanK, before.PublishSamePeople("a", Pair, after, Pair));
        before.NoteEdition(Close, [true]);
        Assert.Null(after.PublishEdition(Close).Scales[0]);
        Assert.Null(after.PublishSamePeople("a", Pair, before, Pair));
        // Three of this round are not in the other: they would be told of by what is left.
        (before, after) = (Paired(both: 8, only: 6), Paired(both: 8, only: 3));
        before.NoteEdition(Close, [true]);
        after.NoteEdition(Close, [true]);
        Assert.Equal(Withheld.WouldIdentify, after.PublishSamePeople("a", Pair, before, Pair));
        Assert.Equal(Withheld.WouldIdentify, before.PublishSamePeople("a", Pair, after, Pair));
        Assert.Throws<ArgumentException>(() => before.PublishSamePeople("z", Pair, after, Pair));
        // Alone it could have been shown of the first round.
        Assert.Equal([null], before.PublishGroups([Pair])[0]);
    }

    [Fact]
    public void Without_an_edition_there_are_no_groups() =>
        Assert.Equal([[Withheld.FewerThanK, Withheld.FewerThanK]], Ledger(5, people: 30, late: 0).PublishGroups([Nurses]));

    [Fact]
    public void A_part_that_is_out_counts_with_the_edition_it_was_part_of()
    {
        var ledger = Ledger(5, people: 20, late: 0);
        ledger.NoteEdition(Close, [true, true]);
        ledger.NotePart(Nurses, Close, [true, false]);
        Assert.Equal([null, null], ledger.PublishGroups([Doctors])[0]);
        ledger = new RoundLedger(5, ["a"]);
        for (var person = 0; person < 20; person++) ledger.Add(person < 8 ? [Close, Nurses] : person < 17 ? [Close, Doctors] : [Close], [person % 5]);
        ledger.NoteEdition(Close, [true]);
        ledger.NotePart(Nurses, Close, [true]);
        Assert.Equal([Withheld.WouldIdentify], ledger.PublishGroups([Doctors])[0]);
    }

    [Fact]
    public void Wrong_arguments_are_named()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new RoundLedger(2, []));
        var ledger = Ledger(5, people: 20, late: 0);
        Assert.Throws<ArgumentException>(() => ledger.Add([Close], [1]));
        Assert.Throws<ArgumentException>(() => ledger.Add(new AnswerVersion([Close], [true])));
        Assert.Throws<ArgumentException>(() => ledger.NoteEdition(Close, [true]));
        Assert.Throws<ArgumentException>(() => ledger.NotePart(Nurses, Close, [true]));
        ledger.PublishEdition(Close);
        Assert.Throws<InvalidOperationException>(() => ledger.Add([Close], [1, 1]));
    }

    private static RoundLedger Ledger(int k, int people, int late)
    {
        var ledger = new RoundLedger(k, ["a", "b"]);
        for (var person = 0; person < people; person++)
        {
            int[] outputs = [Close, person % 2 == 0 ? Nurses : Doctors];
            ledger.Add(person < people - late ? [First, .. outputs] : outputs, [person % 5, person / 2 % 5]);
        }

        return ledger;
    }

    private static RoundLedger Paired(int both, int only)
    {
        var ledger = new RoundLedger(5, ["a"]);
        for (var person = 0; person < both + only; person++) ledger.Add(person < both ? [Close, Pair] : person < both + 2 ? [Close, Nurses] : [Close], [person % 5]);
        return ledger;
    }
}
