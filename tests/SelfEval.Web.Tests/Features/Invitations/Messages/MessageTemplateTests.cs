using SelfEval.Tests;
using SelfEval.Web.Features.Invitations.Messages;
using SelfEval.Web.Model;
using Xunit;

namespace SelfEval.Web.Tests.Features.Invitations.Messages;

public sealed class MessageTemplateTests
{
    private static readonly MessageFacts Ann = new()
    {
        Team = "Renal unit", Aim = "Share care", Help = "Call 111", Questionnaire = "Your care", Questions = 12, Audience = Audience.Patients,
        IdentityMode = IdentityMode.Confidential, IdentifiedReason = null, K = 5, ClosesLocal = new DateTime(2026, 8, 31, 12, 5, 0), Name = "Ann",
        Link = "https://x.example/s/abc", Unsubscribe = "https://x.example/u/def",
    };

    public static TheoryData<string, MessageKind, SendRoute> Shipped()
    {
        var data = new TheoryData<string, MessageKind, SendRoute>();
        foreach (var language in MessageLanguage.All)
            foreach (var kind in Enum.GetValues<MessageKind>())
                foreach (var route in new[] { SendRoute.Email, SendRoute.Sms }) data.Add(language.Code, kind, route);
        return data;
    }

    [Theory]
    [MemberData(nameof(Shipped))]
    public void Every_shipped_text_is_complete(string code, MessageKind kind, SendRoute route)
    {
        var language = MessageLanguage.Find(code)!;
        var wording = language.Of(kind, route);
        Assert.Empty(MessageTextRules.Faults(route, wording));
        var message = RoundTexts.Word(wording, route, "ann@example.org", Ann, language);
        Assert.Contains(Ann.Link, message.Text);
        Assert.DoesNotContain('{', message.Text + message.Subject + message.Html);
        Assert.Equal(Ann.Unsubscribe, message.UnsubscribeUrl);
        if (route == SendRoute.Email)
        {
            Assert.Contains(Ann.Unsubscribe, message.Text);
            Assert.Contains($"<a href=\"{Ann.Link}\">", message.Html);
            Assert.DoesNotContain("<img", message.Html);
            Assert.NotEmpty(message.Subject);
        }
        else
        {
            Assert.True(message.Text.Length <= 306, $"{message.Text.Length}: {message.Text}");
            Assert.Null(message.Html);
        }
    }

    [Fact]
    [Asvs("D4", "C13")]
    public void Values_are_data_in_text_and_in_html()
    {
        var facts = Ann with { Name = "A{link}\r\nBcc: x@y.example <script>alert(1)</script>", Team = "R & D\u2028Team" };
        var message = RoundTexts.Word(new("{name} {team}", "{greeting}\n\n{team} {link}"), SendRoute.Email, "a@b.example", facts, MessageLanguage.English);
        Assert.DoesNotContain(message.Subject, c => char.IsControl(c) || c == '\u2028');
        Assert.StartsWith("Dear A{link}  Bcc: x@y.example <script>", message.Text);
        Assert.DoesNotContain("<script>", message.Html);
        Assert.Contains("R &amp; D Team", message.Html);
        Assert.Contains("&lt;script&gt;", message.Html);
    }

    [Fact]
    public void A_paragraph_that_needs_what_is_not_there_is_left_out()
    {
        var message = RoundTexts.Word(MessageLanguage.English.Of(MessageKind.Invitation, SendRoute.Email), SendRoute.Email, "a@b.example",
            Ann with { Aim = null, Name = " " }, MessageLanguage.English);
        Assert.StartsWith("Hello,\n\nRenal unit would", message.Text);
        Assert.DoesNotContain("Why we ask", message.Text);
        Assert.DoesNotContain("\n\n\n", message.Text);
    }

    [Fact]
    public void An_own_text_without_a_way_out_gets_one_in_emails()
    {
        var message = RoundTexts.Word(new("Hi", "Here: {link}"), SendRoute.Email, "a@b.example", Ann, MessageLanguage.Find("cy")!);
        Assert.Contains("Os nad ydych am gael rhagor o negeseuon", message.Text);
        Assert.Contains(Ann.Unsubscribe, message.Text);
    }

    [Theory]
    [InlineData(1, 1, 9, 0, "1 January 2026, 9:00am", "1 Ionawr 2026, 9:00yb")]
    [InlineData(8, 31, 12, 5, "31 August 2026, 12:05pm", "31 Awst 2026, 12:05yp")]
    [InlineData(12, 2, 0, 30, "2 December 2026, 12:30am", "2 Rhagfyr 2026, 12:30yb")]
    public void Moments_in_both_languages(int month, int day, int hour, int minute, string english, string welsh)
    {
        var at = new DateTime(2026, month, day, hour, minute, 0);
        Assert.Equal(english, MessageLanguage.English.Say(at));
        Assert.Equal(welsh, MessageLanguage.Find("cy")!.Say(at));
    }

    [Theory]
    [InlineData("cy", "cy")]
    [InlineData("cy-GB", "cy")]
    [InlineData("CY_gb", "cy")]
    [InlineData("pl", "en")]
    [InlineData("", "en")]
    public void Other_languages_fall_back_to_English(string language, string code) => Assert.Equal(code, MessageLanguage.For(language).Code);

    [Theory]
    [Asvs("D4")]
    [InlineData("", "Come: {link}", "Enter a subject")]
    [InlineData("Hi", "", "Enter the text")]
    [InlineData("Hi", "Come to us", "The text must have {link}, so that people can answer")]
    [InlineData("Hi", "Dear {nmae}: {link} {Link}", "The text has {nmae} and {Link}, which are no placeholders")]
    [InlineData("Hi {link}", "Come: {link}", "The subject cannot have {link}")]
    [InlineData("Hi\r\nBcc: x@y.example", "Come: {link}", "The subject must be one line")]
    [InlineData("Hi {}", "Come: {link}", "The subject has {}, which is no placeholder")]
    [InlineData("Hi", "Come: {link}\0", "Remove the characters that cannot be shown")]
    public void What_is_no_text_is_refused_by_name(string subject, string body, string message) =>
        Assert.StartsWith(message, Assert.Single(MessageTextRules.Faults(SendRoute.Email, new(subject, body))).Value, StringComparison.Ordinal);

    [Fact]
    public void A_text_message_is_short() =>
        Assert.Contains("612", Assert.Single(MessageTextRules.Faults(SendRoute.Sms, new("", "{link}" + new string('x', 700)))).Value);
}
