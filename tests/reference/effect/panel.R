# Difference-in-differences of 20 clusters in 5 periods, programme from period 4, with R 4.2.2 and
# clubSandwich 0.5.8: CR2 errors and the degrees of freedom of Bell and McCaffrey, on rows times the
# root of people; and the joint test (HTZ) of leads: a difference between both groups of its own in
# each period before the start but the last. Run in this folder: Rscript panel.R
library(clubSandwich)

set.seed(17)
panel <- expand.grid(cluster = 1:20, period = 1:5)
panel$treated <- as.numeric(panel$cluster <= 8)
base <- rnorm(20)
panel$outcome <- round(base[panel$cluster] + 0.3 * panel$period +
  0.8 * panel$treated * (panel$period >= 4) + rnorm(100, sd = 0.4), 4)
panel$people <- sample(5:30, 100, TRUE)
write.csv(panel, "panel.csv", row.names = FALSE, quote = FALSE)

first <- function(panel, columns) {
  x <- sqrt(panel$people) * cbind(columns, model.matrix(~ treated + factor(period), panel))
  y <- sqrt(panel$people) * panel$outcome
  fit <- lm(y ~ 0 + x)
  found <- coef_test(fit, vcov = "CR2", cluster = panel$cluster, test = "Satterthwaite")[1, ]
  reach <- qt(0.975, found$df_Satt) * found$SE
  data.frame(value = found$beta, standard_error = found$SE, lower = found$beta - reach,
    upper = found$beta + reach, degrees = found$df_Satt)
}
early <- subset(panel, period < 4)
few <- subset(panel, cluster %in% c(1:2, 15:20))
did <- rbind(
  data.frame(figure = "difference", first(panel, panel$treated * (panel$period >= 4))),
  data.frame(figure = "before", first(early, early$treated * early$period)),
  data.frame(figure = "difference of two beside six",
    first(few, few$treated * (few$period >= 4))))
write.csv(did, "differences.csv", row.names = FALSE, quote = FALSE)

leads <- function(panel, start) {
  panel <- subset(panel, period < start)
  own <- sapply(seq_len(start - 2), function(one) panel$treated * (panel$period == one))
  x <- sqrt(panel$people) * cbind(own, model.matrix(~ treated + factor(period), panel))
  y <- sqrt(panel$people) * panel$outcome
  made <- Wald_test(lm(y ~ 0 + x), constrain_zero(seq_len(start - 2)), vcov = "CR2",
    cluster = panel$cluster, test = "HTZ")
  data.frame(start = start, clusters = length(unique(panel$cluster)), statistic = made$Fstat,
    numerator = made$df_num, denominator = made$df_denom, p = made$p_val)
}
write.csv(rbind(leads(panel, 4), leads(panel, 5), leads(few, 4), leads(panel, 3)), "leads.csv",
  row.names = FALSE, quote = FALSE)
