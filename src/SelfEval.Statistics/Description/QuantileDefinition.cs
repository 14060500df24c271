namespace SelfEval.Statistics.Description;

/// <summary>Which sample quantile (Hyndman &amp; Fan 1996, The American Statistician 50:361–365, doi 10.1080/00031305.1996.10473566).</summary>
public enum QuantileDefinition
{
    /// <summary>Type 6: the value at place (n+1)p. What SPSS and Minitab print.</summary>
    HyndmanFan6 = 6,

    /// <summary>Type 7: the value at place 1 + (n−1)p. What R and Excel's QUARTILE.INC give.</summary>
    HyndmanFan7 = 7,
}
