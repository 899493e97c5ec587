# The bounds of the cases in movement_standings.csv, by linear programmes.
# Run in this folder: Rscript movement_bounds.R   (made with R 4.2.2 and lpSolve 5.6.18)
source("movement_program.R")
data <- read.csv("movement_standings.csv", stringsAsFactors = FALSE)
rows <- list()
for (case in unique(data$case)) for (everyone in c(FALSE, TRUE)) {
  part <- data[data$case == case, ]
  bounds <- movement(part[part$moment == "start", ], part[part$moment == "end", ], everyone)
  rows[[length(rows) + 1]] <- cbind(case = case, everyone = everyone, bounds)
}
found <- do.call(rbind, rows)
found[-(1:2)] <- lapply(found[-(1:2)], function(x) sprintf("%.10f", pmax(x, 0)))
write.csv(found, "movement_bounds.csv", row.names = FALSE, quote = FALSE)
