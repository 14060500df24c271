namespace SelfEval.Instruments.Definition;

/// <summary>What kind of answer an item takes.</summary>
public enum ItemKind
{
    /// <summary>One option of a response set.</summary>
    SingleChoice,

    /// <summary>Any number of options of a response set; an exclusive option stands alone.</summary>
    SeveralChoices,

    /// <summary>A number within bounds.</summary>
    Number,

    /// <summary>A calendar date, <c>yyyy-MM-dd</c>.</summary>
    Date,

    /// <summary>One line of text.</summary>
    ShortText,

    /// <summary>Several lines of text.</summary>
    LongText,

    /// <summary>Five steps from −2 to +2 between two anchors, with a real midpoint.</summary>
    Bipolar,

    /// <summary>Eleven steps from 0 to 10.</summary>
    ZeroToTen,
}
