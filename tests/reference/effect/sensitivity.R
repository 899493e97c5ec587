# E-values by search and Rosenbaum bounds of matched pairs by the binomial distribution, with base R
# 4.2.2. Run in this folder: Rscript sensitivity.R
#
# E-value: the smallest association x of something unmeasured with both arm and outcome whose largest
# bias x * x / (x + x - 1) (Ding and VanderWeele 2016) is the ratio. The ratios are those of
# VanderWeele and Ding (2017), Annals of Internal Medicine 167, 268-274, whose text has the E-values.
value <- function(ratio) {
  above <- max(ratio, 1 / ratio)
  uniroot(function(x) x * x / (2 * x - 1) - above, c(1, 100), tol = 1e-13)$root
}
ratios <- c(3.9, 1.8, 0.5, 0.8)
e <- data.frame(figure = "e_value", input = ratios, value = sapply(ratios, value))

# 122 pairs of which one of two died, in 110 the heavy smoker (Hammond 1964): Rosenbaum (2002),
# Observational Studies, section 4.3.2 and table 4.1.
gamma <- 1:6
p <- pbinom(109, 122, gamma / (1 + gamma), lower.tail = FALSE)
out <- rbind(e, data.frame(figure = "rosenbaum_p", input = gamma, value = p))
write.csv(out, "sensitivity.csv", row.names = FALSE, quote = FALSE)
