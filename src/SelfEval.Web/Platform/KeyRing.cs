using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.DataProtection.Repositories;
using SelfEval.Web.Data;

namespace SelfEval.Web.Platform;

/// <summary>Data Protection keys in the database, so that every node can read what another sealed. Written through the gate like everything else.</summary>
public sealed class KeyRing(IServiceScopeFactory scopes, WriteGate gate) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var scope = scopes.CreateScope();
        return scope.ServiceProvider.GetRequiredService<AppDb>().DataProtectionKeys
            .Select(k => k.Xml).AsEnumerable().OfType<string>().Select(XElement.Parse).ToList();
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        // The framework's interface is synchronous; this runs about once in ninety days.
        gate.RunAsync(db, () =>
        {
            db.DataProtectionKeys.Add(new DataProtectionKey { FriendlyName = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting) });
            return db.SaveChangesAsync();
        }).GetAwaiter().GetResult();
    }
}
