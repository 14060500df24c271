using Microsoft.Extensions.Options;
using SelfEval.Web.Model;

namespace SelfEval.Web.Platform.Mail;

/// <summary>Drops each message under the data folder: mail as .eml, a text message as .txt with its number on the first line. The same again is the same file.</summary>
public sealed class FileMailer(IOptions<SelfEvalOptions> options, Envelope envelope) : IMailer
{
    public bool KnowsItsOwn => true;

    public async Task<string?> SendAsync(Letter letter, OutgoingMessage message, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetFullPath(options.Value.DataFolder), "mail")).FullName;
        var path = Path.Combine(folder, Envelope.Name(letter)[..16] + (message.Route == SendRoute.Sms ? ".txt" : ".eml"));
        var partial = path + ".part";
        if (message.Route == SendRoute.Sms)
        {
            await File.WriteAllTextAsync(partial, $"To: {message.To}\n\n{message.Text}\n", cancellationToken);
        }
        else
        {
            await using var file = File.Create(partial);
            await envelope.Make(letter, message).WriteToAsync(file, cancellationToken);
        }

        File.Move(partial, path, overwrite: true);
        return null;
    }
}
