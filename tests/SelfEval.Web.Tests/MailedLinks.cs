using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using SelfEval.Web.Platform.Jobs;
using Xunit;

namespace SelfEval.Web.Tests;

/// <summary>Reads mail as its reader would: from the folder the file mailer drops it in, after a tick.</summary>
public static class MailedLinks
{
    public static async Task<IReadOnlyList<MimeMessage>> MailToAsync(this Host host, string email)
    {
        await host.Services.GetRequiredService<Tick>().RunAsync();
        var folder = Path.Combine(host.DataFolder, "mail");
        var all = new List<MimeMessage>();
        if (!Directory.Exists(folder)) return all;
        foreach (var file in Directory.GetFiles(folder, "*.eml")) all.Add(await MimeMessage.LoadAsync(file));
        return [.. all.Where(m => m.To.Mailboxes.Any(t => t.Address == email)).OrderBy(m => m.Date)];
    }

    /// <summary>Path and query of the newest mail's link that begins so.</summary>
    public static async Task<string> LinkMailedToAsync(this Host host, string email, string path)
    {
        var mail = (await host.MailToAsync(email)).LastOrDefault(m => m.TextBody!.Contains(path, StringComparison.Ordinal));
        Assert.True(mail is not null, $"No mail to {email} with {path}");
        var line = mail.TextBody!.Split('\n').First(l => l.Contains(path, StringComparison.Ordinal)).Trim();
        return new Uri(line).PathAndQuery;
    }
}
