# Reading the data and timing, by the same rules as BesideR.cs. One thread.
folder <- commandArgs(trailingOnly = TRUE)[1]
out <- file(file.path(folder, "r.tsv"), "w")

path <- function(name) file.path(folder, paste0(name, ".bin"))
whole <- function(name) readBin(path(name), "integer", file.size(path(name)) / 4, size = 4, endian = "little")
real <- function(name) readBin(path(name), "double", file.size(path(name)) / 8, size = 8, endian = "little")
version <- function(package) paste(package, packageVersion(package))

line <- function(id, kind, name, values)
  cat(id, kind, name, paste(format(values, digits = 17, scientific = TRUE, trim = TRUE), collapse = " "), sep = "\t", file = out, append = TRUE)

seconds <- function(work, calls) {
  before <- Sys.time()
  for (call in seq_len(calls)) work()
  as.numeric(Sys.time() - before, units = "secs")
}

# A case: who does it, what is timed, and the figures to compare. Slow work is run fewer times.
beside <- function(id, by, work, figures) {
  calls <- 1
  once <- seconds(work, 1)
  warm <- Sys.time()
  while (once < 2 && as.numeric(Sys.time() - warm, units = "secs") < 2) {
    once <- seconds(work, calls)
    if (once < 0.02) calls <- calls * 2
  }
  fewest <- if (once > 20) 1 else if (once > 2) 3 else 5
  runs <- c()
  start <- Sys.time()
  while (length(runs) < fewest || (as.numeric(Sys.time() - start, units = "secs") < 2 && length(runs) < 101)) {
    gc()
    runs <- c(runs, seconds(work, calls) * 1000 / calls)
  }
  line(id, "time", by, median(runs)); cat("\n", file = out)
  found <- figures(work())
  for (name in names(found)) { line(id, "figure", name, found[[name]]); cat("\n", file = out) }
  flush(out)
  message(id, " ", signif(median(runs), 4), " ms")
}
