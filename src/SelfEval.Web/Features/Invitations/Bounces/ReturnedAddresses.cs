using System.Text;
using SelfEval.Web.Features.Invitations.Stopping;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Mail;

namespace SelfEval.Web.Features.Invitations.Bounces;

/// <summary>The addresses and numbers in whatever a mail system reports: one a line, a table, or the messages themselves.</summary>
/// <param name="Addresses">Each once, in the form in which they are kept.</param>
/// <param name="Unread">Lines in which there is none.</param>
public sealed record ReturnedAddresses(IReadOnlyList<string> Addresses, IReadOnlyList<int> Unread)
{
    public const int Most = 50_000;

    private static readonly char[] Around = [' ', '\t', ',', ';', '<', '>', '"', '\'', '(', ')', '[', ']', '|'];

    public static ReturnedAddresses Read(string text)
    {
        var addresses = new List<string>();
        var seen = new HashSet<string>();
        var unread = new List<int>();
        var line = 0;
        foreach (var written in text.AsSpan().EnumerateLines())
        {
            line++;
            if (written.IsWhiteSpace()) continue;
            var found = Of(written.ToString());
            // The first line may name the columns.
            if (found.Count == 0 && line > 1) unread.Add(line);
            addresses.AddRange(found.Where(seen.Add));
        }

        return new(addresses, unread);
    }

    private static List<string> Of(string line)
    {
        if (!PlainText.IsStorable(line)) return [];
        var words = line.Normalize(NormalizationForm.FormC).Split(Around, StringSplitOptions.RemoveEmptyEntries);
        var found = words.Select(w => w.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) ? w[7..] : w).Select(w => w.TrimEnd('.', ':'))
            .Where(MailText.IsAddress).Select(w => w.ToLowerInvariant()).ToList();
        if (found.Count > 0) return found;
        return TypedAddress.Read(line) is { } whole ? [whole] : [.. line.Split([',', ';', '\t']).Select(TypedAddress.Read).OfType<string>()];
    }
}
