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
        Minutes = 3, Enquiries = "Bo Hall, 01632 960123", Languages = ["en", "cy"],
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

    [Theory]
    [InlineData("en", "about 3 minutes")]
    [InlineData("cy", "tua 3 munud")]
    public void An_invitation_says_who_asks_how_long_it_takes_and_whom_one_can_ask(string code, string minutes)
    {
        var language = MessageLanguage.Find(code)!;
        var mail = RoundTexts.Word(language.Of(MessageKind.Invitation, SendRoute.Email), SendRoute.Email, "ann@example.org", Ann, language);
        Assert.All(new[] { "Renal unit", minutes, "Bo Hall, 01632 960123" }, said => Assert.Contains(said, mail.Text));
        var letter = string.Join('\n', RoundTexts.Letter(language.Of(MessageKind.Invitation, SendRoute.Post), Ann with { Code = "7KD-94M-QX2" }, language));
        Assert.All(new[] { "Renal unit", minutes, "Bo Hall, 01632 960123" }, said => Assert.Contains(said, letter));
        var text = RoundTexts.Word(language.Of(MessageKind.Invitation, SendRoute.Sms), SendRoute.Sms, "+447700900123", Ann, language).Text;
        Assert.All(new[] { "Renal unit", minutes }, said => Assert.Contains(said, text));
        var without = RoundTexts.Word(language.Of(MessageKind.Invitation, SendRoute.Email), SendRoute.Email, "ann@example.org", Ann with { Enquiries = null }, language);
        Assert.Equal(mail.Text.Split("\n\n").Length - 1, without.Text.Split("\n\n").Length);
    }

    [Fact]
    public void A_Welsh_message_about_questions_that_have_no_Welsh_says_so_before_the_link()
    {
        const string Said = "Yn Saesneg yn unig y mae’r cwestiynau.";
        var welsh = MessageLanguage.Find("cy")!;
        var facts = Ann with { Languages = ["en"], Code = "7KD-94M-QX2" };
        foreach (var kind in Enum.GetValues<MessageKind>())
        {
            var mail = RoundTexts.Word(welsh.Of(kind, SendRoute.Email), SendRoute.Email, "a@b.example", facts, welsh);
            Assert.InRange(mail.Text.IndexOf(Said, StringComparison.Ordinal), 0, mail.Text.IndexOf(Ann.Link, StringComparison.Ordinal));
            Assert.Contains($"<p>{System.Net.WebUtility.HtmlEncode(Said)}</p>", mail.Html);
            Assert.EndsWith(Said, RoundTexts.Word(welsh.Of(kind, SendRoute.Sms), SendRoute.Sms, "+447700900123", facts, welsh).Text);
        }

        // A team's own text says it too.
        Assert.StartsWith($"{Said}\n\nYma: {Ann.Link}", RoundTexts.Word(new("Helo", "Yma: {link}"), SendRoute.Email, "a@b.example", facts, welsh).Text);
        Assert.Equal(["Annwyl", Said, null], RoundTexts.Letter(new("", "Annwyl\n\n{code}"), facts, welsh));
        // What has Welsh, and an English message, says nothing of the kind.
        foreach (var (language, languages) in new[] { (welsh, new[] { "en", "cy" }), (welsh, ["cy"]), (MessageLanguage.English, ["en"]), (MessageLanguage.English, ["fr"]) })
            Assert.StartsWith("Yma", RoundTexts.Word(new("Helo", "Yma: {link}"), SendRoute.Email, "a@b.example", Ann with { Languages = languages }, language).Text);
        Assert.StartsWith("The questions are in Welsh only.", RoundTexts.Word(new("Hi", "Here: {link}"), SendRoute.Email, "a@b.example", Ann with { Languages = ["cy"] }, MessageLanguage.English).Text);
    }

    [Theory]
    [InlineData("en", "Dear Ann,")]
    [InlineData("cy", "Annwyl Ann,")]
    public void A_shipped_letter_is_complete(string code, string greeting)
    {
        var language = MessageLanguage.Find(code)!;
        var wording = language.Of(MessageKind.Invitation, SendRoute.Post);
        Assert.Empty(MessageTextRules.Faults(SendRoute.Post, wording));
        var letter = RoundTexts.Letter(wording, Ann with { Code = "7KD-94M-QX2" }, language);
        Assert.Equal(greeting, letter[0]);
        Assert.Equal("Renal unit", letter[^1]);
        Assert.Single(letter, p => p is null);
        Assert.DoesNotContain('{', string.Concat(letter));
    }

    [Theory]
    [InlineData("Dear Ann\n\n{code}", null)]
    [InlineData("Dear Ann", "The letter must have {code} once, in a paragraph of its own: there the square and the code are printed")]
    [InlineData("Your code is {code}.", "The letter must have {code} once, in a paragraph of its own: there the square and the code are printed")]
    [InlineData("{code}\n\n{code}", "The letter must have {code} once, in a paragraph of its own: there the square and the code are printed")]
    public void A_letter_has_its_square_and_code_once(string body, string? fault) =>
        Assert.Equal(fault, MessageTextRules.Faults(SendRoute.Post, new("", body)).GetValueOrDefault("Body"));

    [Fact]
    public void A_link_is_nothing_for_paper_and_a_code_nothing_for_a_mail()
    {
        Assert.StartsWith("The text has {link}, which is no placeholder. It can have {greeting}, ", MessageTextRules.Faults(SendRoute.Post, new("", "{link}\n\n{code}"))["Body"]);
        Assert.StartsWith("The text has {code}, which is no placeholder", MessageTextRules.Faults(SendRoute.Email, new("Hi", "{link} {code}"))["Body"]);
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
