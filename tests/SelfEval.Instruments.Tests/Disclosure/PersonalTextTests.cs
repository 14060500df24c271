using SelfEval.Instruments.Disclosure;
using Xunit;

namespace SelfEval.Instruments.Tests.Disclosure;

public sealed class PersonalTextTests
{
    [Theory]
    [InlineData("Write to jo.bloggs+nhs@example.co.uk please", "Write to [email address] please")]
    [InlineData("My NHS number is 943 476 5919.", "My NHS number is [NHS number].")]
    [InlineData("9434765919 and 943-476-5919", "[NHS number] and [NHS number]")]
    [InlineData("Call me on 07700 900123 or +44 20 7946 0018", "Call me on [telephone number] or [telephone number]")]
    [InlineData("Ring (020) 7946 0018 after ten", "Ring [telephone number] after ten")]
    [InlineData("I live in SW1A 1AA, near ec1a1bb and M1 1AE", "I live in [postcode], near [postcode] and [postcode]")]
    [InlineData("at 12 High Street and 4a, Old Mill Lane", "at [address] and [address]")]
    [InlineData("Dr Smith was kind, and so was Sister Mary O’Brien.", "[name] was kind, and so was [name].")]
    [InlineData("Thank Mrs. Patel's team", "Thank [name]'s team")]
    [InlineData("my name is Xanthe Quill and I am called Bo", "my name is [name] and I am called [name]")]
    [InlineData("Margaret never listened. Thank you Susan Jones!", "[name] never listened. Thank you [name]!")]
    public void What_names_or_reaches_somebody_is_masked(string text, string masked) => Assert.Equal(masked, PersonalText.Mask(text));

    [Theory]
    [InlineData("")]
    [InlineData("The doctor was late and the nurse was kind.")]
    [InlineData("I waited from 10 to 11 on ward 12, bed 4; 2026 was better than 2025.")]
    [InlineData("Will they mark this? May I hope for grace?")]
    [InlineData("Doctor. Then nothing.")]
    [InlineData("1,000,000 people; 9434765918 is no NHS number")]
    [InlineData("The score was 3.14159265358979")]
    [InlineData("Ask at reception")]
    public void Ordinary_words_and_numbers_stay(string text)
    {
        Assert.Empty(PersonalText.Find(text));
        Assert.Equal(text, PersonalText.Mask(text));
    }

    [Theory]
    [InlineData("9434765919", true)]
    [InlineData("4010232137", true)]
    [InlineData("9434765918", false)]
    [InlineData("0000000000", false)]
    [InlineData("1111111111", false)]
    [InlineData("943476591", false)]
    [InlineData("94347659190", false)]
    [InlineData("943476591x", false)]
    public void An_NHS_number_fits_its_last_digit(string digits, bool fits) => Assert.Equal(fits, PersonalText.IsNhsNumber(digits));

    [Fact]
    public void Of_a_thousand_numbers_in_a_row_those_with_a_check_digit_of_ten_or_a_wrong_one_are_none() =>
        Assert.InRange(Enumerable.Range(0, 1000).Count(i => PersonalText.IsNhsNumber($"9434{i:000000}")), 80, 100);

    [Fact]
    public void Places_are_in_order_and_do_not_overlap()
    {
        var found = PersonalText.Find("Dr Jones, jones@example.org, 07700 900123, M1 1AE");
        Assert.Equal([PersonalKind.Name, PersonalKind.Email, PersonalKind.Phone, PersonalKind.Postcode], found.Select(f => f.Kind));
        for (var i = 1; i < found.Count; i++) Assert.True(found[i].Start >= found[i - 1].Start + found[i - 1].Length);
    }

    [Theory]
    [InlineData("a@")]
    [InlineData("0 ")]
    [InlineData("Dr ")]
    [InlineData("John ")]
    [InlineData("((((0")]
    [InlineData("1 Aa ")]
    public async Task Whatever_is_typed_it_answers_at_once(string part)
    {
        var text = string.Concat(Enumerable.Repeat(part, 20_000 / part.Length));
        await Task.Run(() => PersonalText.Mask(text), TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
    }
}
