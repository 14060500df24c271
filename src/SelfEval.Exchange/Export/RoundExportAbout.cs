namespace SelfEval.Exchange.Export;

/// <summary>What the README of an export says beyond what the rows say.</summary>
public sealed record RoundExportAbout
{
    /// <summary>What was exported, for example "Team: Shared haemodialysis care".</summary>
    public required string Title { get; init; }

    /// <summary>When, in UTC.</summary>
    public required DateTime Created { get; init; }

    /// <summary>The rounds in the files.</summary>
    public required IReadOnlyList<ExportedRound> Rounds { get; init; }

    /// <summary>Rounds left out because fewer than k people answered.</summary>
    public int RoundsLeftOut { get; init; }

    /// <summary>The smallest number of responses a round in the files has.</summary>
    public required int K { get; init; }

    /// <summary>Language of the texts in the codebook.</summary>
    public string Language { get; init; } = "en";

    /// <summary>False leaves out what people wrote in their own words.</summary>
    public bool IncludesTexts { get; init; } = true;
}

/// <summary>A round in an export.</summary>
/// <param name="Id">Its id, as in the column <c>round</c>.</param>
/// <param name="Label">What people call it.</param>
/// <param name="Team">The team.</param>
/// <param name="Programme">The programme.</param>
/// <param name="Responses">Responses in the files.</param>
/// <param name="Invited">People invited; null where there is no denominator (open link).</param>
/// <param name="QuestionnaireHash">Content hash of the questionnaire version.</param>
public sealed record ExportedRound(string Id, string Label, string Team, string Programme, long Responses, long? Invited, string QuestionnaireHash);
