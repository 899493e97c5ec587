# Wilson score intervals from R: prop.test without continuity correction gives them.
# Run in this folder: Rscript wilson_prop_test.R   (made with R 4.2.2)
counts <- c(0, 0, 1, 1, 3, 5, 7, 10, 14, 15, 64, 81, 319, 388, 418, 645, 999999, 20, 1)
totals <- c(1, 20, 1, 29, 10, 5, 13, 10, 64, 148, 432, 263, 912, 1059, 759, 755, 1000000, 20, 1000000)
rows <- list()
for (level in c(0.90, 0.95, 0.99)) {
  for (i in seq_along(counts)) {
    test <- suppressWarnings(prop.test(counts[i], totals[i], conf.level = level, correct = FALSE))
    rows[[length(rows) + 1]] <- data.frame(
      count = format(counts[i], scientific = FALSE), n = format(totals[i], scientific = FALSE),
      level = level,
      lower = trimws(formatC(test$conf.int[1], digits = 15, format = "g")),
      upper = trimws(formatC(test$conf.int[2], digits = 15, format = "g"))
    )
  }
}
rows <- do.call(rbind, rows)
write.csv(rows, "wilson_prop_test.csv", row.names = FALSE, quote = FALSE)
