using System.Text;
using SelfEval.Cli;
using SelfEval.Exchange.Import;

// Console.In would turn wrong bytes into question marks; they are to be named instead.
using var input = new StrictUtf8Reader(Console.OpenStandardInput());
Console.OutputEncoding = new UTF8Encoding(false);
return CommandLine.Run(args, input, Console.Out, Console.Error);
