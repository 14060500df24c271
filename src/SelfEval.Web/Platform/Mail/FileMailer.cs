using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using MimeKit;

namespace SelfEval.Web.Platform.Mail;

/// <summary>Drops each mail as an .eml file under the data folder; the same mail again is the same file.</summary>
public sealed class FileMailer(IOptions<SelfEvalOptions> options) : IMailer
{
    public async Task SendAsync(MimeMessage message, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetFullPath(options.Value.DataFolder), "mail")).FullName;
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(message.MessageId!)))[..16];
        var path = Path.Combine(folder, name + ".eml");
        var partial = path + ".part";
        await using (var file = File.Create(partial)) await message.WriteToAsync(file, cancellationToken);
        File.Move(partial, path, overwrite: true);
    }
}
