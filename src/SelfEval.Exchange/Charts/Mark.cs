namespace SelfEval.Exchange.Charts;

/// <summary>Shapes of points.</summary>
internal enum Mark
{
    Dot,
    Up,
    Down,
    Square,
    Diamond,
}
