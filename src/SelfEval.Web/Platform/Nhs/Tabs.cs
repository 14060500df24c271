namespace SelfEval.Web.Platform.Nhs;

/// <summary>Tabs with JavaScript; a list of contents and the sections one below the other without.</summary>
public static class Tabs
{
    public static void Write(Markup m, IReadOnlyList<(string Id, string Label, Phrase Panel)> tabs, string heading = "Contents")
    {
        m.Open("div", ("class", "nhsuk-tabs"), ("data-module", "nhsuk-tabs")).Element("h2", heading, ("class", "nhsuk-tabs__heading"));
        m.Open("ul", ("class", "nhsuk-tabs__list"));
        for (var i = 0; i < tabs.Count; i++)
        {
            m.Open("li", ("class", i == 0 ? "nhsuk-tabs__list-item nhsuk-tabs__list-item--selected" : "nhsuk-tabs__list-item"));
            m.Element("a", tabs[i].Label, ("class", "nhsuk-tabs__tab"), ("href", "#" + tabs[i].Id)).Close("li");
        }
        m.Close("ul");
        for (var i = 0; i < tabs.Count; i++)
            m.Element("div", tabs[i].Panel, ("class", i == 0 ? "nhsuk-tabs__panel" : "nhsuk-tabs__panel nhsuk-tabs__panel--hidden"), ("id", tabs[i].Id));
        m.Close("div");
    }
}
