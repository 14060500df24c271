namespace SelfEval.Instruments.Definition;

/// <summary>What is said of a score must fit what the scale and the instrument are.</summary>
internal static class InterpretationChecks
{
    public static void Check(Scale scale, string place, Standing standing, JsonComplaints complaints)
    {
        if (scale is { Transition: true, PersonChange: true })
            complaints.Add(place + ".personChange", "a transition measure already is a change, so one round is never subtracted from another; take it out or write false");
        if (standing is Standing.Style or Standing.Adapted)
        {
            var word = standing == Standing.Style ? "style" : "adapted";
            if (scale.ReferenceValues.Count > 0)
                complaints.Add(place + ".referenceValues", $"a measure with standing '{word}' carries no norms of the published one; take them out");
            if (scale.ImportantDifferences.Count > 0)
                complaints.Add(place + ".importantDifferences", $"a measure with standing '{word}' carries no findings of the published one; take them out");
        }
        for (var i = 0; i < scale.ReferenceValues.Count; i++)
        {
            var mean = scale.ReferenceValues[i].Mean;
            if (mean < scale.Minimum || mean > scale.Maximum)
                complaints.Add($"{place}.referenceValues[{i}].mean", FormattableString.Invariant($"{mean} is outside the scale, {scale.Minimum} to {scale.Maximum}"));
        }
        for (var i = 0; i < scale.ImportantDifferences.Count; i++)
        {
            if (scale.ImportantDifferences[i].Value > scale.Maximum - scale.Minimum)
                complaints.Add($"{place}.importantDifferences[{i}].value", FormattableString.Invariant($"is more than the whole range of the scale, {scale.Maximum - scale.Minimum}"));
        }
    }
}
