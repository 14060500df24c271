using Xunit;

namespace SelfEval.Browser.Tests;

/// <summary>What looks must also find.</summary>
public sealed class VisitorTests(DemonstrationSite site)
{
    [Theory, InlineData(true), InlineData(false)]
    public async Task Faults_are_found(bool hasScript)
    {
        await using var visitor = await Visitor.ArriveAsync(site, hasScript, 320, 1280);
        await visitor.GoAsync("/accessibility", "accessibility");
        visitor.Judge();
        await visitor.Page.SetContentAsync("<!doctype html><html lang='en'><title>Faults</title><main><h1>One</h1><h1>Two</h1><img alt='' width='3000' height='9'><input name='a'></main></html>");
        await visitor.LookAsync("faults");
        var words = Assert.ThrowsAny<Exception>(visitor.Judge).Message;
        Assert.Contains("not one heading 1", words, StringComparison.Ordinal);
        foreach (var width in (int[])[320, 1280])
        {
            Assert.Contains($"faults at {width}: scrolls sideways", words, StringComparison.Ordinal);
            Assert.Contains($"faults at {width}: label: Form elements must have labels", words, StringComparison.Ordinal);
        }
    }
}
