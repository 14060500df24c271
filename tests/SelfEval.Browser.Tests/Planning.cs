using System.Globalization;

namespace SelfEval.Browser.Tests;

/// <summary>A team lead plans a round that opens at once and closes in two weeks.</summary>
internal static class Planning
{
    /// <summary>Gives the round’s number; the lead is then on the page that follows.</summary>
    public static async Task<string> PlanAsync(this Visitor lead, string name, string questionnaire, string identity, int k, string? reason = null)
    {
        var closes = TimeProvider.System.GetUtcNow().AddDays(14);
        await lead.GoAsync("/teams/1/rounds/new", "plan");
        await lead.Page.FillAsync("[name='Input.Name']", name);
        await lead.Page.GetByLabel(questionnaire).First.CheckAsync();
        await lead.Page.CheckAsync("[name='Input.Audience'][value=Patients]");
        await lead.Page.CheckAsync($"[name='Input.IdentityMode'][value={identity}]");
        if (reason is not null) await lead.Page.FillAsync("[name='Input.IdentifiedReason']", reason);
        await lead.Page.FillAsync("[name='Input.K']", k.ToString(CultureInfo.InvariantCulture));
        await lead.Page.CheckAsync("[name='Input.Opens'][value=now]");
        await lead.Page.FillAsync("[name='Input.ClosesLocal.Day']", closes.Day.ToString(CultureInfo.InvariantCulture));
        await lead.Page.FillAsync("[name='Input.ClosesLocal.Month']", closes.Month.ToString(CultureInfo.InvariantCulture));
        await lead.Page.FillAsync("[name='Input.ClosesLocal.Year']", closes.Year.ToString(CultureInfo.InvariantCulture));
        await lead.Page.FillAsync("[name='Input.ClosesTime']", "5pm");
        // The test runs on every day of the week.
        await lead.Page.UncheckAsync("[name='Input.KeepsDaysOff']");
        await lead.PressAsync(Visitor.Send, "plan-check");
        await lead.PressAsync("#create button", "plan-made");
        return new Uri(lead.Page.Url).AbsolutePath.Split('/')[2];
    }
}
