using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Mail;
using Xunit;

namespace SelfEval.Web.Tests.Platform.Mail;

public sealed class MailCheckTests
{
    private static readonly string Id = "12121212-3434-4565-8787-909090909090";

    [Theory]
    [InlineData("file")]
    [InlineData("SMTP")]
    [InlineData("notify")]
    public void Good_settings_pass(string mode) => MailCheck.Check(Options(m =>
    {
        m.Mode = mode;
        m.Notify.ApiKey = NotifyFake.ApiKey;
        m.Notify.EmailTemplateId = Id;
    }));

    [Fact]
    public void Everything_that_is_wrong_is_said_at_once_and_by_name()
    {
        var e = Assert.Throws<MailSettingsException>(() => MailCheck.Check(Options(m =>
        {
            m.Mode = "notify";
            m.Connections = 0;
            m.BrakeLetters = 0;
            m.LeaseSeconds = 10;
            m.Notify.ApiKey = "no key";
            m.Notify.SmsTemplateId = "x";
            m.Notify.BaseUrl = "http://example.org";
            m.Notify.CallbackToken = "short";
        })));
        foreach (var name in new[] { "Connections", "BrakeLetters", "LeaseSeconds", "Notify:ApiKey", "Notify:EmailTemplateId", "Notify:SmsTemplateId", "Notify:BaseUrl", "Notify:CallbackToken" })
            Assert.Contains($"SelfEval:Mail:{name} ", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("short", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Mode", "pigeon")]
    [InlineData("From", "nobody at all <")]
    [InlineData("Tls", "maybe")]
    [InlineData("User", "only half")]
    [InlineData("Host", "")]
    public void One_that_is_wrong_is_named(string name, string value)
    {
        var e = Assert.Throws<MailSettingsException>(() => MailCheck.Check(Options(m =>
        {
            m.Mode = "smtp";
            typeof(MailOptions).GetProperty(name)!.SetValue(m, value);
        })));
        Assert.Contains($"SelfEval:Mail:{name}", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_password_never_goes_in_clear()
    {
        var e = Assert.Throws<MailSettingsException>(() => MailCheck.Check(Options(m => (m.Mode, m.Tls, m.User, m.Password) = ("smtp", "none", "u", "a password"))));
        Assert.Contains("in clear", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("a password", e.Message, StringComparison.Ordinal);
    }

    private static SelfEvalOptions Options(Action<MailOptions> change)
    {
        var options = new SelfEvalOptions();
        change(options.Mail);
        return options;
    }
}
