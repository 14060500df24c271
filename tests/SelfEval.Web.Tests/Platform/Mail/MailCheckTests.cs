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
    public void Good_settings_pass(string mode) => Assert.Empty(Faults(m =>
    {
        m.Mode = mode;
        m.Notify.ApiKey = NotifyFake.ApiKey;
        m.Notify.EmailTemplateId = Id;
    }));

    [Fact]
    public void Everything_that_is_wrong_is_said_at_once_and_by_name()
    {
        var faults = Faults(m =>
        {
            m.Mode = "notify";
            m.Connections = 0;
            m.BrakeLetters = 0;
            m.LeaseSeconds = 10;
            m.Notify.ApiKey = "no key";
            m.Notify.SmsTemplateId = "x";
            m.Notify.BaseUrl = "http://example.org";
            m.Notify.CallbackToken = "short";
        });
        foreach (var name in new[] { "Connections", "BrakeLetters", "LeaseSeconds", "Notify:ApiKey", "Notify:EmailTemplateId", "Notify:SmsTemplateId", "Notify:BaseUrl", "Notify:CallbackToken" })
            Assert.Contains(faults, f => f.StartsWith($"{name} ", StringComparison.Ordinal));
        Assert.DoesNotContain(faults, f => f.Contains("short", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Mode", "pigeon")]
    [InlineData("From", "nobody at all <")]
    [InlineData("Tls", "maybe")]
    [InlineData("User", "only half")]
    [InlineData("Host", "")]
    public void One_that_is_wrong_is_named(string name, string value)
    {
        var faults = Faults(m =>
        {
            m.Mode = "smtp";
            typeof(MailOptions).GetProperty(name)!.SetValue(m, value);
        });
        Assert.Contains(faults, f => f.StartsWith(name, StringComparison.Ordinal));
    }

    [Fact]
    public void A_password_never_goes_in_clear()
    {
        var faults = Faults(m => (m.Mode, m.Tls, m.User, m.Password) = ("smtp", "none", "u", "a password"));
        Assert.Contains(faults, f => f.Contains("in clear", StringComparison.Ordinal));
        Assert.DoesNotContain(faults, f => f.Contains("a password", StringComparison.Ordinal));
    }

    private static List<string> Faults(Action<MailOptions> change)
    {
        var options = new SelfEvalOptions();
        change(options.Mail);
        return [.. MailCheck.Faults(options)];
    }
}
