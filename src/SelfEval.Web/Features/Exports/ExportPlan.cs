using SelfEval.Exchange.Export;
using SelfEval.Exchange.Export.Formats;
using SelfEval.Exchange.Export.Tables;
using SelfEval.Instruments.Definition;

namespace SelfEval.Web.Features.Exports;

/// <summary>What somebody wants in a file: a whole programme, one of its teams, or one round; in which format, and what a row of it is.</summary>
public sealed record ExportChoice(int ProgrammeId, int? TeamId, int? RoundId, bool IncludesTexts, ExportFormat Format, ExportLayout Layout);

/// <summary>An export that was asked for, allowed and written into the audit; its rows are yet to be read.</summary>
public sealed record ExportPlan(string FileName, RoundExportAbout About, IReadOnlyList<QuestionnaireDocument> Questionnaires, IReadOnlyList<PlannedRound> Rounds, ExportFormat Format, ExportLayout Layout);

/// <summary>A round in the file.</summary>
public sealed record PlannedRound(int Id, ExportedRound Words);
