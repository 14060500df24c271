using System.Text.RegularExpressions;
using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Scoring;
using SelfEval.Web.Platform.Nhs;

namespace SelfEval.Web.Platform.Participant;

/// <summary>
/// A choice item's HTML, written once per published version and cut where "checked" may stand: a questionnaire never
/// changes, so a page costs copying text. Items with typed text are written afresh.
/// </summary>
internal sealed partial class QuestionTemplate
{
    private readonly Item _item;
    private readonly string _language;
    private readonly bool _isHeading;
    private readonly string[]? _pieces;
    private readonly string[] _codes = [];

    public QuestionTemplate(Item item, string language, bool isHeading)
    {
        (_item, _language, _isHeading) = (item, language, isHeading);
        if (item.Kind is not (ItemKind.SingleChoice or ItemKind.SeveralChoices or ItemKind.Bipolar or ItemKind.ZeroToTen)) return;
        var html = Markup.ToHtml(m => QuestionField.Write(m, item, language, AnswerSheet.Empty, null, isHeading));
        // Each option's input ends its attributes after its value; label text can hold no raw quote, so this cannot match it.
        var inputs = OptionInput().Matches(html);
        _codes = [.. item.Responses!.Options.Select(o => o.Code)];
        if (inputs.Count != _codes.Length) throw new InvalidOperationException($"The options of {item.Code} could not be told apart.");
        _pieces = new string[inputs.Count + 1];
        var at = 0;
        for (var i = 0; i < inputs.Count; i++)
        {
            var end = inputs[i].Index + inputs[i].Length;
            _pieces[i] = html[at..end];
            at = end;
        }

        _pieces[^1] = html[at..];
    }

    public void Write(TextWriter to, AnswerSheet answers)
    {
        if (_pieces is null)
        {
            QuestionField.Write(new Markup(to), _item, _language, answers, null, _isHeading);
            return;
        }

        var chosen = answers.Codes(_item.Code);
        for (var i = 0; i < _codes.Length; i++)
        {
            to.Write(_pieces[i]);
            if (chosen.Contains(_codes[i])) to.Write(" checked");
        }

        to.Write(_pieces[^1]);
    }

    [GeneratedRegex("<input class=\"nhsuk-(?:radios|checkboxes)__input\" id=\"[^\"]*\" name=\"[^\"]*\" type=\"[a-z]*\" value=\"[^\"]*\"")]
    private static partial Regex OptionInput();
}
