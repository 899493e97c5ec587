# Expected shares by logistic regression on the other programmes, from R.
# Run in this folder: Rscript case_mix.R   (made with R 4.2.2)
# case_mix.csv          invented: programme, age, education, people, effective (as sure as so many), share
# case_mix_expected.csv of each programme the share that a model of the others gives its people, and the variance of
#                       that share by the delta method; one of which a level is nowhere else is left out
number <- function(x) trimws(formatC(x, digits = 17, format = "g"))
d <- read.csv("case_mix.csv")
found <- NULL
for (one in unique(d$programme)) {
  own <- d[d$programme == one, ]
  others <- d[d$programme != one, ]
  if (!all(own$age %in% others$age) || !all(own$education %in% others$education)) next
  fit <- suppressWarnings(glm(share ~ age + education, family = binomial, data = others, weights = effective,
    control = list(epsilon = 1e-14, maxit = 100)))
  p <- predict(fit, own, type = "response")
  w <- own$people / sum(own$people)
  rows <- model.matrix(delete.response(terms(fit)), own, xlev = fit$xlevels)
  slope <- as.vector((w * p * (1 - p)) %*% rows)
  found <- rbind(found, data.frame(programme = one, expected = number(sum(w * p)),
    variance = number(as.numeric(t(slope) %*% vcov(fit) %*% slope))))
}
write.csv(found, "case_mix_expected.csv", row.names = FALSE, quote = FALSE)
