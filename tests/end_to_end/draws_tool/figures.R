# Prints figures of each column of a file of draws as ncdf4 reads it: the variable, the labels, how many values there are,
# their mean and three quantiles, with tabs between them. usage: Rscript figures.R FILE
library(ncdf4)

file <- nc_open(commandArgs(trailingOnly = TRUE)[1])
cat("title", ncatt_get(file, 0, "title")$value, "\n", sep = "\t")
figures <- function(name, labels, values) {
  known <- values[!is.na(values)]
  numbers <- c(mean(known), quantile(known, c(0.1, 0.5, 0.9), names = FALSE))
  cat(name, paste(labels, collapse = ","), length(known), sprintf("%.17g", numbers), "\n", sep = "\t")
}
for (variable in file$var) {
  if (grepl("/(chain|draw|input|outcome|world|question)$", variable$name)) next  # coordinates in groups count as variables
  values <- ncvar_get(file, variable, collapse_degen = FALSE)  # R turns the order round: the chain comes last
  group <- sub("/.*", "", variable$name)
  extents <- rev(dim(values))[-(1:2)]
  names <- rev(sapply(variable$dim, function(one) sub(".*/", "", one$name)))[-(1:2)]
  labels <- lapply(names, function(one) ncvar_get(file, paste0(group, "/", one)))
  if (length(extents) == 0) {
    figures(variable$name, character(), as.vector(values))
  } else if (length(extents) == 1) {
    for (i in seq_len(extents)) figures(variable$name, labels[[1]][i], values[i, , 1])
  } else {
    for (i in seq_len(extents[1])) for (j in seq_len(extents[2]))
      figures(variable$name, c(labels[[1]][i], labels[[2]][j]), values[j, i, , 1])
  }
}
nc_close(file)
