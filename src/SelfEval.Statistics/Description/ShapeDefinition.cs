namespace SelfEval.Statistics.Description;

/// <summary>
/// Which sample skewness and excess kurtosis (Joanes &amp; Gill 1998, The Statistician 47:183–189, doi 10.1111/1467-9884.00122).
/// </summary>
public enum ShapeDefinition
{
    /// <summary>g₁ and g₂: moments that divide by n.</summary>
    Moment,

    /// <summary>G₁ and G₂: unbiased for normal data; what SAS, SPSS and Excel print. Needs 3 values for skewness, 4 for kurtosis.</summary>
    Adjusted,

    /// <summary>b₁ and b₂: moments that divide by n over the standard deviation with n−1; what Minitab prints.</summary>
    SampleDeviation,
}
