using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace SelfEval.Web.Platform;

/// <summary>Keeps what must be read again later (a link to be mailed, a mail) unreadable in the database. Each purpose has its own key.</summary>
public sealed class Sealing(IDataProtectionProvider provider)
{
    public IDataProtector Links { get; } = provider.CreateProtector("SelfEval.Link.v1");

    public IDataProtector Letters { get; } = provider.CreateProtector("SelfEval.Letter.v1");

    public IDataProtector Cursors { get; } = provider.CreateProtector("SelfEval.Cursor.v1");

    public IDataProtector Answering { get; } = provider.CreateProtector("SelfEval.Answering.v1");

    public IDataProtector AddressKey { get; } = provider.CreateProtector("SelfEval.AddressKey.v1");

    public IDataProtector People { get; } = provider.CreateProtector("SelfEval.People.v1");

    public IDataProtector Unsubscribe { get; } = provider.CreateProtector("SelfEval.Unsubscribe.v1");

    /// <summary>The last part of an address at which somebody ends all messages of a programme (/u/…).</summary>
    public string UnsubscribeToken(int personId) => Unsubscribe.Protect(personId.ToString(CultureInfo.InvariantCulture));

    /// <summary>Seeds of apps that make codes, as they are kept.</summary>
    public IDataProtector CodeApps { get; } = provider.CreateProtector("SelfEval.CodeApp.v1");

    /// <summary>What a form carries until it comes back: a seed that is not confirmed yet, a passkey's challenge.</summary>
    public IDataProtector Forms { get; } = provider.CreateProtector("SelfEval.AccountForm.v1");

    /// <summary>Fields of a form whose sender has to confirm first.</summary>
    public IDataProtector KeptForms { get; } = provider.CreateProtector("SelfEval.KeptForm.v1");

    public IDataProtector NewEmails { get; } = provider.CreateProtector("SelfEval.NewEmail.v1");

    /// <summary>The text, or null when it was sealed for something else, by other keys, or was tampered with.</summary>
    public static string? Open(IDataProtector protector, string? sealedText)
    {
        if (string.IsNullOrEmpty(sealedText)) return null;
        try
        {
            return protector.Unprotect(sealedText);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
