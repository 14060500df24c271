# R's side of beside-r.sh: Rscript beside.R FOLDER, in this folder.
options(warn = 1)
for (part in c("timing", "reliability", "rasch", "change", "scores")) source(paste0(part, ".R"))
close(out)
