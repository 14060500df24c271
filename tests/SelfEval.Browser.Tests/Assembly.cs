using SelfEval.Browser.Tests;
using Xunit;
using Xunit.v3;

// One filled site for all: the browser is slow enough without waiting for it again.
[assembly: AssemblyFixture(typeof(DemonstrationSite))]

// Journeys wait for strokes of the site's clock; others look at pages meanwhile.
[assembly: Parallelization(MaxThreads = 4)]
