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

# A case: who does it, what is timed, and the figures to compare. What takes longer than `slow` seconds is run once, and `by` says so.
slow <- 2
enough <- 1
beside <- function(id, by, work, figures) {
  gc()
  before <- Sys.time()
  result <- work()
  once <- as.numeric(Sys.time() - before, units = "secs")
  runs <- once * 1000
  if (once > slow) by <- paste0(by, ", one run")
  else {
    calls <- 1
    warm <- Sys.time()
    while (as.numeric(Sys.time() - warm, units = "secs") < enough) {
      once <- seconds(work, calls)
      if (once < 0.02) calls <- calls * 2
    }
    runs <- c()
    start <- Sys.time()
    while (length(runs) < 5 || (as.numeric(Sys.time() - start, units = "secs") < enough && length(runs) < 101)) {
      gc()
      runs <- c(runs, seconds(work, calls) * 1000 / calls)
    }
  }
  line(id, "time", by, median(runs)); cat("\n", file = out)
  found <- figures(result)
  for (name in names(found)) { line(id, "figure", name, found[[name]]); cat("\n", file = out) }
  flush(out)
  message(id, " ", signif(median(runs), 4), " ms")
}
