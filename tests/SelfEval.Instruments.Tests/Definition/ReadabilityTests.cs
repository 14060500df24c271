using SelfEval.Instruments.Definition;
using Xunit;

namespace SelfEval.Instruments.Tests.Definition;

/// <summary>Words and syllables counted by ear.</summary>
public sealed class ReadabilityTests
{
    [Theory]
    [InlineData("The cat sat on the mat.", 6, 1, 6)]
    [InlineData("Staff listen to me. They explain things in words I know!", 11, 2, 13)]
    [InlineData("I don't know 10 people", 5, 1, 7)]
    [InlineData("Is it 2.5 or 3,000 steps? (A day.)", 8, 2, 12)]
    public void Counts(string text, int words, int sentences, int syllables)
    {
        var found = Readability.Of(text)!;
        Assert.Equal((words, sentences, syllables), (found.Words, found.Sentences, found.SyllableCount));
        Assert.Equal((0.39 * words / sentences) + (11.8 * syllables / words) - 15.59, found.Grade, 1e-12);
    }

    [Fact]
    public void Grade_and_age_by_hand()
    {
        var easy = Readability.Of("The cat sat on the mat.")!;
        Assert.Equal(2.34 + 11.8 - 15.59, easy.Grade, 1e-12);
        Assert.Equal(5, easy.ReadingAge); // grade -1.45, and nobody under 5 reads
        var hard = new Readability(10, 1, 20);
        Assert.Equal(3.9 + 23.6 - 15.59 + 5, hard.ReadingAge, 1e-12);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" … ?!")]
    public void Without_a_word_there_is_no_figure(string text) => Assert.Null(Readability.Of(text));

    [Theory]
    [InlineData(1, "a me care health make trust help time staff friend through walked helped moved yes day eye though lived")]
    [InlineData(2, "doctor problem feeling decide wanted table little boxes going people happy open nation special client away layer other sometimes")]
    [InlineData(3, "medicine understand decision important confident hospital family area carefully period another remember")]
    [InlineData(4, "activity information experience situation relationships ability reliable society")]
    public void Syllables_of_common_words(int syllables, string words)
    {
        foreach (var word in words.Split(' '))
            Assert.True(syllables == Syllables.Of(word), $"{word}: {Syllables.Of(word)}");
    }

    [Fact]
    public void Most_shipped_items_of_care_style_can_be_read_at_eleven_or_not_far_above() =>
        Assert.InRange(Make.Shipped("care-style").Items.Average(item => Readability.Of(item.Text.In("en"))!.ReadingAge), 5, 12);
}
