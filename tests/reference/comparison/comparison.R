# Random effects, shrinkage and funnel limits from R.
# Run in this folder: Rscript comparison.R   (made with R 4.2.2, metafor 3.8-1)
# rates.csv          counts made up here: case, count, n
# random_effects.csv rma of metafor on arcsine transformed proportions (PAS), and on raw ones; adhoc is the
#                    interval of Hartung and Knapp with a factor of at least 1, riley has k - 2 degrees of freedom
# shrinkage.csv      beta-binomial by maximum likelihood: optim, then Newton on the derivatives
# funnel.csv         pbinom and qbinom, interpolated as in appendix A of Spiegelhalter (2005)
suppressMessages(library(metafor))
set.seed(20261121)
number <- function(x) trimws(formatC(x, digits = 17, format = "g"))
spread <- data.frame(case = "spread", n = c(13, 27, 64, 148, 312, 755, 812, 1059, 40, 88))
spread$count <- rbinom(10, spread$n, rbeta(10, 6, 8))
close <- data.frame(case = "close", n = c(50, 120, 90, 300, 75), count = c(20, 49, 37, 121, 30))
two <- data.frame(case = "two", n = c(575, 812), count = c(418, 388))
edge <- data.frame(case = "edge", n = c(10, 12, 30, 400), count = c(0, 12, 11, 150))
rates <- rbind(spread, close, two, edge)
write.csv(rates, "rates.csv", row.names = FALSE, quote = FALSE)
effects <- shrunken <- NULL
for (case in unique(rates$case)) {
  d <- rates[rates$case == case, ]
  for (scale in c("PAS", "PR")) {
    if (case == "edge" && scale == "PR") next
    e <- escalc(measure = scale, xi = d$count, ni = d$n)
    for (method in c("REML", "DL")) for (test in c("adhoc", "z")) {
      fit <- rma(yi, vi, data = e, method = method, test = test, control = list(threshold = 1e-15, maxiter = 10000))
      p <- predict(fit, pi.type = "riley")
      effects <- rbind(effects, data.frame(case, scale, method, test, mean = number(fit$beta[1]), standard_error = number(fit$se),
        lower = number(fit$ci.lb), upper = number(fit$ci.ub), prediction_lower = number(p$pi.lb),
        prediction_upper = number(p$pi.ub), tau2 = number(fit$tau2), i2 = number(fit$I2)))
    }
  }
  if (case == "close") next
  score <- function(x) { a <- exp(x[1]); b <- exp(x[2]); m <- sum(digamma(a + b) - digamma(d$n + a + b))
    c(a * (sum(digamma(d$count + a) - digamma(a)) + m), b * (sum(digamma(d$n - d$count + b) - digamma(b)) + m)) }
  cost <- function(x) -sum(lbeta(d$count + exp(x[1]), d$n - d$count + exp(x[2])) - lbeta(exp(x[1]), exp(x[2])))
  x <- optim(c(1, 1), cost, method = "BFGS", control = list(reltol = 1e-15, maxit = 1000))$par
  for (i in 1:30) {
    h <- 1e-5
    J <- cbind(score(x + c(h, 0)) - score(x - c(h, 0)), score(x + c(0, h)) - score(x - c(0, h))) / (2 * h)
    x <- x - solve(J, score(x))
  }
  a <- exp(x[1]); b <- exp(x[2])
  shrunken <- rbind(shrunken, data.frame(case, count = d$count, n = d$n,
    estimate = number((d$count + a) / (d$n + a + b)), mean = number(a / (a + b)), strength = number(a + b)))
}
write.csv(effects, "random_effects.csv", row.names = FALSE, quote = FALSE)
write.csv(shrunken, "shrinkage.csv", row.names = FALSE, quote = FALSE)
limit <- function(target, n, p) {
  r <- qbinom(p, n, target)
  part <- (pbinom(r, n, target) - p) / (pbinom(r, n, target) - pbinom(r - 1, n, target))
  pmin(1, pmax(0, (r - part) / n))
}
funnel <- NULL
for (level in c(.95, .998)) for (target in c(.05, .4, .85)) for (n in c(5, 29, 150, 755, 4000)) {
  tail <- (1 - level) / 2
  funnel <- rbind(funnel, data.frame(target, n, level, dispersion = 1, lower = number(limit(target, n, tail)), upper = number(limit(target, n, 1 - tail))))
  half <- qnorm(1 - tail) * sqrt(2.5 * target * (1 - target) / n)
  funnel <- rbind(funnel, data.frame(target, n, level, dispersion = 2.5, lower = number(max(0, target - half)), upper = number(min(1, target + half))))
}
write.csv(funnel, "funnel.csv", row.names = FALSE, quote = FALSE)
z <- (spread$count / spread$n - .4) / sqrt(.4 * .6 / spread$n)
q <- quantile(z, c(.1, .9))
write.csv(data.frame(case = "spread", target = .4, dispersion = number(mean(pmin(pmax(z, q[1]), q[2])^2))), "dispersion.csv", row.names = FALSE, quote = FALSE)
