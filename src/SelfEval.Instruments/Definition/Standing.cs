namespace SelfEval.Instruments.Definition;

/// <summary>How an instrument stands to a published one. Reports print it beside every score.</summary>
public enum Standing
{
    /// <summary>Our own wording with the structure and scoring of a published family; it carries no norms, cut-offs or reliability claims.</summary>
    Style,

    /// <summary>Official wording and tables, loaded by the deploying organisation and never shipped.</summary>
    Licensed,

    /// <summary>Items without published scoring.</summary>
    Bespoke,

    /// <summary>A validated instrument used in part or altered; norms, levels and reliability claims are dropped.</summary>
    Adapted,
}
